package nacre.syntax.resolve;

import java.util.List;
import nacre.ir.Polynomial;
import nacre.source.Span;
import nacre.syntax.Expr.BinaryOp;

/** Whether two things that are known while a model is expanded are equal. */
final class Equality {
  private Equality() {}

  static boolean test(Datum left, Datum right, Span at) {
    if (left instanceof Datum.None || right instanceof Datum.None) {
      return left instanceof Datum.None && right instanceof Datum.None;
    }
    if (Arithmetic.isNumber(left) && Arithmetic.isNumber(right)) {
      return left.equals(right) || Arithmetic.number(left) == Arithmetic.number(right);
    }
    if (Arithmetic.isSize(left) && Arithmetic.isSize(right)) {
      return sizes(left, right, at);
    }
    if (left.getClass() != right.getClass() || left.dynamic() || left instanceof Datum.Nothing) {
      throw mismatch(left, right, at);
    }
    return switch (left) {
      case Datum.Word(String word, _) when right instanceof Datum.Word(String other, _) -> word.equals(other);
      case Datum.Part(Partial partial) when right instanceof Datum.Part(Partial other) -> partial.same(other);
      case Datum.Many(List<Datum> items) when right instanceof Datum.Many(List<Datum> others) -> all(items, others, at);
      case Datum.Tuple(List<Datum> items) when right instanceof Datum.Tuple(List<Datum> others) ->
          all(items, others, at);
      default -> left.equals(right);
    };
  }

  /** Symbolic sizes may be equal, or differ, for every choice of symbols; otherwise nobody knows. */
  private static boolean sizes(Datum left, Datum right, Span at) {
    Polynomial difference = Arithmetic.polynomial(left).plus(Arithmetic.polynomial(right).times(Polynomial.of(-1)));
    return difference.constant().orElseThrow(() -> Arithmetic.symbolic(BinaryOp.EQUAL, left, right, at)) == 0;
  }

  private static boolean all(List<Datum> left, List<Datum> right, Span at) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!test(left.get(i), right.get(i), at)) {
        return false;
      }
    }
    return true;
  }

  private static Failure mismatch(Datum left, Datum right, Span at) {
    if (left instanceof Datum.Tensor || right instanceof Datum.Tensor) {
      return Failure.of(ErrorKind.NOT_STATIC, at,
          "found a comparison with a tensor, required values that are known while the model is unrolled");
    }
    return Failure.of(ErrorKind.TYPE_ERROR, at,
        "found " + left.describe() + " compared with " + right.describe() + ", required two values of one kind");
  }
}
