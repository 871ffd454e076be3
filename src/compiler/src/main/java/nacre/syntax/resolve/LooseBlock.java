package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.GraphBuilder;
import nacre.ir.Location;
import nacre.ir.Output;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.source.Reporter;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;
import nacre.syntax.TypeSyntax;

/**
 * A block that nobody calls. Where its attributes have defaults and its tensors sizes, but for the first dim, it becomes a
 * graph; otherwise what is not known stays unknown, and only names and arguments are checked, on every branch.
 */
final class LooseBlock {
  private static final TopLevel NO_MODEL = new TopLevel() {
    @Override
    public void input(Statement.Input statement, Scope scope) {
      throw new IllegalStateException("no model");
    }

    @Override
    public void output(Statement.Output statement, Scope scope) {
      throw new IllegalStateException("no model");
    }

    @Override
    public void weights(Statement.Weights statement, Scope scope) {
      throw new IllegalStateException("no model");
    }

    @Override
    public void training(Statement.Training statement, Scope scope) {
      throw new IllegalStateException("no model");
    }
  };

  private final BlockDef def;
  private final Problems problems = new Problems();
  private final Expansion expansion;
  private final boolean shaped;

  LooseBlock(BlockDef def, Recursion recursion) {
    this.def = def;
    this.shaped = def.params().stream().allMatch(LooseBlock::isKnown);
    this.expansion = new Expansion(new GraphBuilder(def.name()), problems, recursion, false, NO_MODEL, !shaped);
  }

  private static boolean isKnown(Parameter param) {
    return param.fallback().isPresent() || param.type() instanceof ParamType.Shaped(TypeSyntax.TensorOf type)
        && DType.named(type.dtype().text()).isPresent()
        && type.dims().stream().skip(1).allMatch(dim -> dim.size() instanceof Expr.IntLit);
  }

  /** The block as a graph, if enough is known of it and it has no errors; those are reported. */
  Optional<Resolved> expand(Reporter reporter) {
    Optional<Resolved> resolved = Optional.empty();
    try {
      resolved = unroll();
    } catch (Failure failure) {
      problems.taint();
      failure.diagnostic().ifPresent(problems::report);
    } catch (Budget.Exhausted exhausted) {
      problems.taint();
      exhausted.diagnostic().ifPresent(problems::report);
    }
    problems.flush(reporter);
    return shaped && !problems.tainted() ? resolved : Optional.empty();
  }

  private Optional<Resolved> unroll() {
    Scope scope = Scope
        .outermost(new Instance(def, expansion.segments.of(def), "", "", false, Optional.empty(), Optional.empty()));
    Map<String, Given> given = new LinkedHashMap<>();
    for (Parameter param : def.params()) {
      if (param.fallback().isEmpty()) {
        given.put(param.name(), new Given(shaped ? input(param) : Datum.POISON, param.span(), Optional.empty()));
      }
    }
    new ParameterBinder(expansion, def, scope).bind(given, def.syntax().name().span());
    expansion.requireRoom(def);
    Datum value = expansion.statements.run(def.syntax().body(), Expect.VALUE, scope);
    expansion.layers.finish();
    return output(value) ? Optional.of(resolved()) : Optional.empty();
  }

  private Resolved resolved() {
    List<BlockDef> used = new ArrayList<>(expansion.expanded);
    used.add(def);
    return new Resolved(expansion.graph.build(), Optional.empty(), Suppressions.of(used), def.syntax().name().span());
  }

  private Datum input(Parameter param) {
    TypeSyntax.TensorOf written = ((ParamType.Shaped) param.type()).syntax();
    List<Dim> dims = new ArrayList<>();
    for (Syntax.DimSyntax dim : written.dims()) {
      dims.add(switch (dim.size()) {
        case Expr.IntLit(_, long size) -> Dim.of(size);
        case Expr.Ref(Syntax.Name name) -> symbol(name, dim);
        default -> throw Failure.silent();
      });
    }
    TensorType type = TensorType.of(ElementTypes.read(written.dtype()), dims);
    expansion.paths.claim(param.name(), param.span());
    return new Datum.Tensor(expansion.graph.input(param.name(), type, Optional.empty(), place(param.span())), type);
  }

  private Dim symbol(Syntax.Name name, Syntax.DimSyntax dim) {
    OptionalLong bound = dim.bound().isPresent() && dim.bound().get() instanceof Expr.IntLit(_, long most)
        ? OptionalLong.of(most)
        : OptionalLong.empty();
    expansion.symbol(name.text(), bound, dim.span());
    return new Dim.Symbol(name.text());
  }

  /** Makes the value, or each of several, an output; false if there is none that a caller can be given. */
  private boolean output(Datum value) {
    List<Datum> values = value instanceof Datum.Tuple(List<Datum> items) ? items : List.of(value);
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) instanceof Datum.Tensor(Value operand, _))) {
        return false;
      }
      String name = values.size() == 1 ? "value" : "value" + i;
      expansion.graph
          .output(new Output(name, operand, List.of(), OptionalInt.empty(), place(def.syntax().name().span())));
    }
    return true;
  }

  private static Location place(Span span) {
    return new Location.Text(span, new LinkedHashMap<>(), Optional.empty());
  }
}
