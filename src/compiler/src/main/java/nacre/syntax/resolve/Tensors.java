package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import nacre.ir.DType;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;
import nacre.ir.op.Binding;
import nacre.ir.op.CallSite;
import nacre.ir.op.Constant;
import nacre.ir.op.Op;
import nacre.source.Diagnostic;
import nacre.source.Span;

/** Adds nodes, with paths, places, and errors in words. */
final class Tensors {
  private final Expansion expansion;

  Tensors(Expansion expansion) {
    this.expansion = expansion;
  }

  /** {@code a + b} where at least one is a tensor. */
  Datum operator(Callee.OfOp op, List<Given> operands, Use use, Instance instance) {
    SequencedMap<String, Given> given = new LinkedHashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      given.put(op.spec().inputs().get(i).name(), operands.get(i));
    }
    NodeSite site = site(use, given, instance);
    Optional<TensorType> like = operands.stream().flatMap(g -> type(g).stream()).findFirst();
    List<Operand> values = given.entrySet().stream().map(e -> operand(e.getKey(), e.getValue(), like, site)).toList();
    CallSite call =
        new CallSite(values.stream().map(this::type).toList(), Map.of(), Map.of(), Map.of(), expansion.channelsLast);
    try {
      Binding binding = op.spec().bind(call);
      return add(binding.op(), values, OptionalInt.empty(), site);
    } catch (TypeError e) {
      throw failure(e, site);
    }
  }

  /** {@code -x}. */
  Datum negate(Given operand, Use use, Instance instance) {
    Optional<Callee.OfOp> neg = Callees.op(Arithmetic.NEGATION);
    if (neg.isPresent()) {
      return operator(neg.get(), List.of(operand), use, instance);
    }
    Given minusOne = new Given(new Datum.Int(-1), use.span(), Optional.empty());
    return operator(Callees.op("mul").orElseThrow(), List.of(operand, minusOne), use, instance);
  }

  /** Where a node goes; its path is taken from now on. */
  NodeSite site(Use use, SequencedMap<String, Given> given, Instance instance) {
    expansion.budget.node(expansion.graph.size(), use.span());
    String path = instance.node(use.segment());
    expansion.paths.claim(path, use.span());
    SequencedMap<String, Span> spans = new LinkedHashMap<>();
    given.forEach((name, argument) -> spans.put(name, argument.span()));
    return new NodeSite(path, given, new Location.Text(use.span(), spans, instance.frame()));
  }

  /** An input of an op; a number or truth value beside a tensor becomes a constant like that. */
  Operand operand(String input, Given given, Optional<TensorType> like, NodeSite site) {
    Datum value = given.value();
    if (value instanceof Datum.Tensor(Operand operand, _)) {
      return operand;
    }
    if ((Arithmetic.isNumber(value) || value instanceof Datum.Bool) && like.isPresent()) {
      Constant constant = constant(value, like.get().dtype(), given.span());
      return expansion.graph.add(site.path() + "." + input, constant, List.of(), OptionalInt.empty(), site.location())
          .value();
    }
    throw Failure.of(ErrorKind.TYPE_ERROR, given.span(),
        "`" + input + "`: found " + value.describe() + ", required a tensor");
  }

  private static Constant constant(Datum value, DType dtype, Span at) {
    if (dtype.isReal() && Arithmetic.isNumber(value)) {
      return Constant.of(dtype, Arithmetic.number(value));
    }
    if (dtype == DType.BOOL && value instanceof Datum.Bool(boolean truth)) {
      return new Constant(Tensor.ofIntegers(dtype, new int[0], new long[] {truth ? 1 : 0}));
    }
    if (dtype.kind() == DType.Kind.INTEGER && value instanceof Datum.Int(long number)) {
      return new Constant(Tensor.ofIntegers(dtype, new int[0], new long[] {number}));
    }
    throw Failure.of(ErrorKind.TYPE_ERROR, at, "found " + value.describe() + " beside a tensor of " + dtype
        + ", required " + (dtype == DType.BOOL ? "`true` or `false`" : "a number of that type"));
  }

  /** The results of a new node. */
  Datum add(Op op, List<? extends Operand> operands, OptionalInt layer, NodeSite site) {
    try {
      Node node = expansion.graph.add(site.path(), op, operands, layer, site.location());
      List<Datum> results = new ArrayList<>();
      for (int port = 0; port < node.types().size(); port++) {
        results.add(node.types().get(port) instanceof TensorType type
            ? new Datum.Tensor(node.value(port), type)
            : expansion.poison());
      }
      return results.size() == 1 ? results.getFirst() : Datum.tuple(results);
    } catch (TypeError e) {
      throw failure(e, site);
    } catch (IllegalArgumentException e) {
      throw failure(new TypeError(String.valueOf(e.getMessage())), site);
    }
  }

  /** At the argument to blame; with where the operands come from, unless a setting is wrong whatever those are. */
  Failure failure(TypeError error, NodeSite site) {
    Optional<Given> argument = error.argument().flatMap(name -> Optional.ofNullable(site.given().get(name)));
    boolean setting = argument.isPresent() && type(argument.get()).isEmpty();
    Span at = argument.map(Given::span).orElse(site.location().span());
    ErrorKind kind = setting ? ErrorKind.INVALID_ARGUMENT : ErrorKind.SHAPE_MISMATCH;
    Failure failure = Failure.of(Diagnostic.error(error.rule().orElse(kind.id()), at, error.text()));
    boolean byItself = setting && error.text().startsWith("`" + error.argument().orElseThrow() + "`: ");
    return byItself ? failure : new Producers(expansion.graph).explain(failure, site.given());
  }

  TensorType type(Operand operand) {
    Optional<Type> type = expansion.graph.type(operand);
    if (type.isPresent() && type.get() instanceof TensorType tensor) {
      return tensor;
    }
    throw Failure.silent();
  }

  private Optional<TensorType> type(Given given) {
    return given.value() instanceof Datum.Tensor(_, TensorType type) ? Optional.of(type) : Optional.empty();
  }
}
