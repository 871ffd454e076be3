package nacre.ir.op;

import nacre.ir.Phase;
import nacre.ir.Site;

/** An op that may pass a constant per channel through: {@code f(x + c) = f(x) + c}. */
public interface PreservesShift {
  /**
   * True if adding a constant per index of {@code axis} to one operand adds the same to the result, on the axis that
   * {@link TracksAxes} names. Padding, slopes and the phase decide.
   */
  boolean preservesShift(Site site, int operand, int axis, Phase phase);
}
