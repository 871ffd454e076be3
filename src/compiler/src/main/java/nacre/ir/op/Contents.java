package nacre.ir.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import nacre.ir.Dim;
import nacre.ir.Polynomial;

/** What arithmetic does to small integer tensors whose elements typing knows; an element that it does not know is unknown. */
final class Contents {
  private Contents() {}

  /** Element by element; a single one goes with all of the other operand. */
  static Optional<List<Dim>> zipped(InferContext context, BinaryOperator<Dim> function) {
    Optional<List<Dim>> left = context.contents(0);
    Optional<List<Dim>> right = context.contents(1);
    if (left.isEmpty() || right.isEmpty() || context.tensor(0).rank() > 1 || context.tensor(1).rank() > 1) {
      return Optional.empty();
    }
    int count = left.get().size() == 1 ? right.get().size() : left.get().size();
    if (right.get().size() != 1 && right.get().size() != count) {
      return Optional.empty();
    }
    List<Dim> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(function.apply(left.get().get(i % left.get().size()), right.get().get(i % right.get().size())));
    }
    return Optional.of(all);
  }

  /** The elements of an operand of a concatenation, unknown ones where all that is known is how many there are. */
  static Optional<List<Dim>> row(InferContext context, int operand) {
    Optional<List<Dim>> known = context.contents(operand);
    if (known.isPresent() || context.tensor(operand).rank() != 1 || context.tensor(operand).dtype().isReal()) {
      return known;
    }
    return context.tensor(operand).dim(0) instanceof Dim.Known(long size) && size <= Constant.MOST_CONTENTS
        ? Optional.of(Collections.nCopies((int) size, Dim.UNKNOWN))
        : Optional.empty();
  }

  /** An extent is never negative, so a difference that is has no place here. */
  static Dim difference(Dim a, Dim b) {
    if (a instanceof Dim.Unknown || b instanceof Dim.Unknown) {
      return Dim.UNKNOWN;
    }
    Polynomial difference = a.polynomialOf().plus(b.polynomialOf().times(Polynomial.of(-1)));
    return difference.constant().orElse(0) < 0 ? Dim.UNKNOWN : Dim.of(difference);
  }

  static Dim quotient(Dim a, Dim b) {
    return b instanceof Dim.Known(long divisor) && divisor > 0 ? a.floorDiv(divisor) : Dim.UNKNOWN;
  }
}
