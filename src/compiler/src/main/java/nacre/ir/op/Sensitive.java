package nacre.ir.op;

import java.util.Optional;

/**
 * An op that may turn a rounding error of an operand into anything: it jumps, its slope has no bound, or elements leave
 * the range of numbers. Results of the same graph in different arithmetic are comparable only where it is calm.
 */
public interface Sensitive {
  /** The bounds of elements. */
  record Calm(double least, double most) {
    public static final Calm EVERYWHERE = new Calm(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Between which elements of an operand small changes make small changes; empty if there are none, as for rounding. */
  Optional<Calm> calm(int operand);
}
