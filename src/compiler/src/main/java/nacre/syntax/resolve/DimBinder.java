package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.TensorType;
import nacre.source.Note;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Syntax;
import nacre.syntax.TypeSyntax;

/** Checks shaped parameters of one use of a block. A dim's name is bound where it comes first and compared after. */
final class DimBinder {
  /** A dim that is compared when all parameters are bound. */
  private record Open(String param, Syntax.DimSyntax written, Dim found, TensorType type, Span at) {}

  private final Expansion expansion;
  private final BlockDef def;
  private final Scope scope;
  private final Map<String, String> boundBy = new HashMap<>();
  private final List<Open> open = new ArrayList<>();

  DimBinder(Expansion expansion, BlockDef def, Scope scope) {
    this.expansion = expansion;
    this.def = def;
    this.scope = scope;
  }

  /** @throws Failure if the tensor has another element type, rank or size than the parameter says */
  void check(String param, TypeSyntax.TensorOf written, TensorType found, Span at) {
    DType dtype = ElementTypes.read(written.dtype());
    String required = def.home().source().slice(written.span());
    if (found.dtype() != dtype || found.rank() != written.dims().size()) {
      throw Failure.of(ErrorKind.SHAPE_MISMATCH, at, "`" + param + "`: found " + found + ", required " + required);
    }
    written.layout().ifPresent(this::checkLayout);
    for (int axis = 0; axis < written.dims().size(); axis++) {
      Syntax.DimSyntax dim = written.dims().get(axis);
      Open place = new Open(param, dim, found.dim(axis), found, at);
      if (dim.size() instanceof Expr.Ref(Syntax.Name name) && !isParam(name.text())) {
        name(place, name.text());
      } else {
        open.add(place);
      }
    }
  }

  private void checkLayout(Syntax.Name layout) {
    if (Layouts.isLayout(layout.text()) && Layouts.isChannelsLast(layout.text()) != expansion.channelsLast) {
      throw Failure.of(ErrorKind.LAYOUT_CONFLICT, layout.span(),
          "found `" + layout.text() + "`, but the inputs of the model "
              + "have the channels " + (expansion.channelsLast ? "last" : "first"));
    }
  }

  /** Poisons the names that a tensor in error would have bound. */
  void poison(ParamType type) {
    switch (type) {
      case ParamType.OptionalOf(ParamType inner) -> poison(inner);
      case ParamType.Shaped(TypeSyntax.TensorOf written) -> written.dims().forEach(dim -> {
        if (dim.size() instanceof Expr.Ref(Syntax.Name name) && !isParam(name.text())
            && !boundBy.containsKey(name.text())) {
          scope.declare(name.text(), Datum.POISON);
        }
      });
      default -> {
        // Binds no names.
      }
    }
  }

  /** Compares what depends on parameters that came later. */
  void checkRest() {
    for (Open place : open) {
      compare(place, expansion.evaluator.value(place.written().size(), Expect.VALUE, scope), "");
      bound(place);
    }
  }

  private boolean isParam(String name) {
    return def.params().stream().anyMatch(param -> param.name().equals(name));
  }

  private void name(Open place, String name) {
    String first = boundBy.putIfAbsent(name, place.param());
    if (first == null) {
      scope.declare(name, Datum.of(place.found()));
    } else {
      compare(place, scope.value(name).orElse(Datum.POISON), " of `" + first + "`");
    }
    bound(place);
  }

  private void compare(Open place, Datum required, String origin) {
    if (required.poisoned()) {
      return;
    }
    if (!Arithmetic.isSize(required)) {
      throw Failure.of(ErrorKind.TYPE_ERROR, place.written().span(),
          "found " + required.describe() + ", required a size");
    }
    boolean equal = place.found() instanceof Dim.Known(long size)
        ? required.equals(new Datum.Int(size))
        : required instanceof Datum.Size(Dim dim) && place.found().provablyEquals(dim);
    if (!equal) {
      String written = def.home().source().slice(place.written().size().span());
      String shown = written.equals(required.show()) ? "`" + written + "`" : "`" + written + "` = " + required.show();
      throw Failure.of(ErrorKind.SHAPE_MISMATCH, place.at(), "`" + place.param() + "`: found " + place.found() + " in "
          + place.type() + ", required " + (place.written().size() instanceof Expr.IntLit ? written : shown) + origin)
          .with(Note.at(place.written().span(), "this size"));
    }
  }

  private void bound(Open place) {
    if (place.written().bound().isEmpty()) {
      return;
    }
    Expr written = place.written().bound().get();
    if (!(expansion.evaluator.value(written, Expect.VALUE, scope) instanceof Datum.Int(long most))) {
      throw Failure.of(ErrorKind.TYPE_ERROR, written.span(), "required an integer as a bound");
    }
    OptionalLong known =
        place.found() instanceof Dim.Symbol(String symbol) ? expansion.bound(symbol) : place.found().known();
    if (known.isEmpty() || known.getAsLong() > most) {
      throw Failure.of(ErrorKind.SHAPE_MISMATCH, place.at(), "`" + place.param() + "`: found " + place.found()
          + (place.found() instanceof Dim.Symbol ? known.isEmpty() ? " without a bound" : " up to " + known.getAsLong()
              : "")
          + " in " + place.type() + ", required at most " + most);
    }
  }
}
