package nacre.syntax.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import nacre.ir.TensorType;
import nacre.ir.TypeError;
import nacre.ir.op.AxisNames;
import nacre.source.Nearest;
import nacre.syntax.Expr;
import nacre.syntax.Syntax;

/** {@code x.shape}, {@code x.rank}, {@code x.channels}, and elements of lists. */
final class Members {
  private static final List<String> NAMES = List.of("shape", "rank", "channels");

  private final Expansion expansion;
  private final Evaluator evaluator;

  Members(Expansion expansion, Evaluator evaluator) {
    this.expansion = expansion;
    this.evaluator = evaluator;
  }

  Datum member(Expr.Member member, Expect expect, Scope scope) {
    Optional<Syntax.Dotted> name = dotted(member);
    if (expect.calls() == Expect.Calls.BLOCK && name.isPresent()) {
      return new Datum.Part(expansion.callees.partial(name.get(), List.of(), scope));
    }
    Datum of = evaluator.value(member.of(), Expect.VALUE, scope);
    return switch (of) {
      case Datum.Poison _ -> of;
      case Datum.Tensor(_, TensorType type) -> member(type, member);
      default -> throw Failure.of(ErrorKind.TYPE_ERROR, member.span(),
          "`." + member.name().text() + "`: found " + of.describe() + " before the dot, required a tensor");
    };
  }

  private Datum member(TensorType type, Expr.Member member) {
    return switch (member.name().text()) {
      case "shape" -> new Datum.Many(type.dims().stream().map(Datum::of).toList());
      case "rank" -> new Datum.Int(type.rank());
      case "channels" -> channels(type, member);
      default ->
          throw Failure.of(ErrorKind.UNKNOWN_NAME, member.name().span(), "a tensor has no `." + member.name().text()
              + "`, required `.shape`, `.rank` or `.channels`" + Nearest.hint(member.name().text(), NAMES));
    };
  }

  private Datum channels(TensorType type, Expr.Member member) {
    try {
      return Datum.of(type.dim(new AxisNames(type.rank(), expansion.channelsLast).channels()));
    } catch (TypeError e) {
      throw Failure.of(ErrorKind.TYPE_ERROR, member.span(), "found " + type + ", required a tensor with channels");
    }
  }

  Datum index(Expr.Index index, Scope scope) {
    Datum of = evaluator.value(index.of(), Expect.VALUE, scope);
    Datum at = evaluator.value(index.index(), Expect.VALUE, scope);
    if (of instanceof Datum.Poison || at.poisoned()) {
      return Datum.POISON;
    }
    List<Datum> items = switch (of) {
      case Datum.Many(List<Datum> list) -> list;
      case Datum.Tuple(List<Datum> list) -> list;
      default -> throw Failure.of(of.dynamic() ? ErrorKind.NOT_STATIC : ErrorKind.TYPE_ERROR, index.span(),
          "`[ ]`: found " + of.describe() + ", required a list");
    };
    if (!(at instanceof Datum.Int(long number))) {
      throw Failure.of(ErrorKind.TYPE_ERROR, index.index().span(),
          "found " + at.describe() + " as an index, required an integer");
    }
    if (number < -items.size() || number >= items.size()) {
      throw Failure.of(ErrorKind.INDEX_OUT_OF_RANGE, index.index().span(), "found index " + number + ", required "
          + (items.isEmpty() ? "none: the list is empty" : -items.size() + " to " + (items.size() - 1)));
    }
    return items.get((int) (number < 0 ? number + items.size() : number));
  }

  /** {@code mine.Embed} as the name of a callee. */
  private static Optional<Syntax.Dotted> dotted(Expr.Member member) {
    Deque<Syntax.Name> parts = new ArrayDeque<>(List.of(member.name()));
    Expr left = member.of();
    while (left instanceof Expr.Member inner) {
      parts.push(inner.name());
      left = inner.of();
    }
    if (!(left instanceof Expr.Ref(Syntax.Name first))) {
      return Optional.empty();
    }
    parts.push(first);
    return Optional.of(new Syntax.Dotted(member.span(), new ArrayList<>(parts)));
  }
}
