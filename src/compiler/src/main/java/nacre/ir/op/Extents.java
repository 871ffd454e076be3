package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Polynomial;
import nacre.ir.Shape;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/** Exact arithmetic on shapes that are relabelled. */
final class Extents {
  private Extents() {}

  /** The extent of an axis that has to be a number; {@code purpose} ends the message where it is none. */
  static int known(TensorType type, int axis, String purpose) {
    return (int) type.dim(axis).known().orElseThrow(
        () -> new TypeError("found " + type + ", required a known extent on axis " + axis + " " + purpose));
  }

  /** {@code total / part} where it is a whole extent for every choice of symbols. */
  static Optional<Dim> quotient(Dim total, Dim part) {
    if (total instanceof Dim.Unknown || part instanceof Dim.Unknown || part.is(0)) {
      return Optional.empty();
    }
    Optional<Dim> whole = monomialQuotient(total.polynomialOf(), part.polynomialOf());
    return whole.filter(dim -> dim.times(part).provablyEquals(total));
  }

  /** Divides every term by a divisor of one term. */
  private static Optional<Dim> monomialQuotient(Polynomial total, Polynomial part) {
    if (part.terms().size() != 1) {
      return total.equals(part) ? Optional.of(Dim.ONE) : Optional.empty();
    }
    Polynomial.Term divisor = part.terms().getFirst();
    Polynomial sum = Polynomial.of(0);
    for (Polynomial.Term term : total.terms()) {
      List<Polynomial.Factor> factors = new ArrayList<>(term.factors());
      boolean divides = term.coefficient() % divisor.coefficient() == 0
          && divisor.factors().stream().allMatch(factors::remove);
      if (!divides) {
        return Optional.empty();
      }
      sum = sum.plus(new Polynomial(List.of(new Polynomial.Term(term.coefficient() / divisor.coefficient(), factors))));
    }
    return Optional.of(Dim.of(sum));
  }

  /** The axis of {@code to} that has exactly the indices of {@code axis} of {@code from}, both read in row-major order. */
  static OptionalInt sameAxis(TensorType from, TensorType to, int axis) {
    Dim before = product(from.dims().subList(0, axis));
    Dim own = from.dim(axis);
    for (int i = 0; i < to.rank(); i++) {
      if (to.dim(i).provablyEquals(own) && product(to.dims().subList(0, i)).provablyEquals(before)
          && product(to.dims().subList(i + 1, to.rank()))
              .provablyEquals(product(from.dims().subList(axis + 1, from.rank())))) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** {@code dims} with another extent on one axis. */
  static List<Dim> with(List<Dim> dims, int axis, Dim extent) {
    List<Dim> changed = new ArrayList<>(dims);
    changed.set(axis, extent);
    return changed;
  }

  /** {@code dims} with one more before {@code axis}. */
  static List<Dim> inserted(List<Dim> dims, int axis, Dim extent) {
    List<Dim> longer = new ArrayList<>(dims);
    longer.add(axis, extent);
    return longer;
  }

  /** {@code dims} without one axis. */
  static List<Dim> without(List<Dim> dims, int axis) {
    List<Dim> shorter = new ArrayList<>(dims);
    shorter.remove(axis);
    return shorter;
  }

  private static Dim product(List<Dim> dims) {
    return Shape.of(dims).elements();
  }
}
