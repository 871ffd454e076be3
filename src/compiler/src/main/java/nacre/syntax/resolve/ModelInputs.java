package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Location;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.source.Note;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;
import nacre.syntax.TypeSyntax;

/** The {@code input} statements of a model: symbols, layouts, pictures. */
final class ModelInputs {
  private final Expansion expansion;
  private final Map<String, Long> chosen;
  private final Set<String> met = new HashSet<>();

  /** @param chosen sizes that stand for symbols */
  ModelInputs(Expansion expansion, Map<String, Long> chosen) {
    this.expansion = expansion;
    this.chosen = Map.copyOf(chosen);
  }

  /** The symbols that have been met, those with a chosen size too. */
  Set<String> met() {
    return met;
  }

  /**
   * Whether the inputs of a model say that the channels are last; those that disagree are reported.
   */
  static boolean channelsLast(Syntax.Model model, Problems problems) {
    Optional<Syntax.Name> first = Optional.empty();
    for (Statement statement : model.body().statements()) {
      Optional<Syntax.Name> layout = statement instanceof Statement.Input(_, _, _, TypeSyntax.TensorOf type, _)
          ? type.layout()
          : Optional.empty();
      if (layout.isEmpty() || !Layouts.isLayout(layout.get().text())) {
        continue;
      }
      if (first.isPresent()
          && Layouts.isChannelsLast(first.get().text()) != Layouts.isChannelsLast(layout.get().text())) {
        problems.report(Failure
            .of(ErrorKind.LAYOUT_CONFLICT, layout.get().span(), "found `" + layout.get().text() + "` after `"
                + first.get().text() + "`, required one layout for the whole model")
            .with(Note.at(first.get().span(), "the first one"))
            .diagnostic().orElseThrow());
      }
      first = first.or(() -> layout);
    }
    return first.map(layout -> Layouts.isChannelsLast(layout.text())).orElse(false);
  }

  void input(Statement.Input statement, Scope scope) {
    if (!(statement.type() instanceof TypeSyntax.TensorOf written)) {
      throw Failure.silent();
    }
    String name = statement.name().text();
    expansion.paths.claim(name, statement.name().span());
    TensorType type = type(written, scope);
    written.layout().ifPresent(layout -> checkLayout(layout, type));
    SettingValues settings =
        new SettingValues("input", statement.settings(), PictureSettings.KNOWN, expansion.evaluator, scope);
    Location location = new Location.Text(statement.span(), new LinkedHashMap<>(), Optional.empty());
    Value value = expansion.graph.input(name, type,
        PictureSettings.read(settings, type, expansion.channelsLast), location);
    scope.declare(name, new Datum.Tensor(value, type));
  }

  private static void checkLayout(Syntax.Name layout, TensorType type) {
    if (!Layouts.isLayout(layout.text())) {
      throw Failure.of(ErrorKind.UNKNOWN_NAME, layout.span(), Layouts.unknown(layout.text()));
    }
    Layouts.requireRank(layout.text(), type, ErrorKind.SHAPE_MISMATCH, layout.span());
  }

  private TensorType type(TypeSyntax.TensorOf written, Scope scope) {
    DType dtype = ElementTypes.read(written.dtype());
    List<Dim> dims = new ArrayList<>();
    for (Syntax.DimSyntax dim : written.dims()) {
      dims.add(dim(dim, scope));
    }
    return TensorType.of(dtype, dims);
  }

  private Dim dim(Syntax.DimSyntax written, Scope scope) {
    if (written.size() instanceof Expr.Ref(Syntax.Name name)
        && scope.value(name.text()).map(value -> isSymbol(value, name.text())).orElse(true)) {
      return symbol(name, written, scope);
    }
    Datum size = expansion.evaluator.value(written.size(), Expect.VALUE, scope);
    Span at = written.span();
    return switch (size) {
      case Datum.Int(long number) when number >= 0 -> withinBound(Dim.of(number), written, scope);
      case Datum.Size(Dim dim) -> dim;
      case Datum.Poison _ -> throw Failure.silent();
      default -> throw Failure.of(ErrorKind.TYPE_ERROR, at, "found " + size.describe() + ", required a size");
    };
  }

  private static boolean isSymbol(Datum value, String name) {
    return value instanceof Datum.Size(Dim.Symbol(String symbol)) && symbol.equals(name);
  }

  private Dim symbol(Syntax.Name name, Syntax.DimSyntax written, Scope scope) {
    met.add(name.text());
    Long size = chosen.get(name.text());
    if (size != null) {
      scope.declare(name.text(), new Datum.Int(size));
      return withinBound(Dim.of(size), written, scope);
    }
    expansion.symbol(name.text(), bound(written, scope), written.span());
    Dim symbol = new Dim.Symbol(name.text());
    scope.declare(name.text(), new Datum.Size(symbol));
    return symbol;
  }

  private OptionalLong bound(Syntax.DimSyntax written, Scope scope) {
    if (written.bound().isEmpty()) {
      return OptionalLong.empty();
    }
    Expr expr = written.bound().get();
    Datum bound = expansion.evaluator.value(expr, Expect.VALUE, scope);
    return switch (bound) {
      case Datum.Int(long most) when most >= 1 -> OptionalLong.of(most);
      case Datum.Poison _ -> throw Failure.silent();
      default -> throw Failure.of(ErrorKind.TYPE_ERROR, expr.span(), "found " + bound.describe()
          + " as a bound, required an integer of at least 1");
    };
  }

  private Dim withinBound(Dim size, Syntax.DimSyntax written, Scope scope) {
    OptionalLong bound = bound(written, scope);
    if (bound.isPresent() && size.known().orElse(0) > bound.getAsLong()) {
      throw Failure.of(ErrorKind.OPTION, written.span(),
          "found the size " + size + ", required at most " + bound.getAsLong());
    }
    return size;
  }
}
