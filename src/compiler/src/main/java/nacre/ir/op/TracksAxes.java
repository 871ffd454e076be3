package nacre.ir.op;

import java.util.OptionalInt;

import nacre.ir.Site;

/** An op that can say where an axis of an operand went. */
public interface TracksAxes {
  /** The axis of the first result with exactly the indices of this axis of the operand, in order; empty if none. */
  OptionalInt resultAxis(Site site, int operand, int axis);

  /**
   * Whether an element of the result depends on other indices of this axis of the operand than its own, as those of a
   * softmax do.
   */
  default boolean mixes(Site site, int operand, int axis) {
    return false;
  }
}
