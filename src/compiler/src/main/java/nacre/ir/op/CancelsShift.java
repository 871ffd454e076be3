package nacre.ir.op;

import nacre.ir.Site;

/** An op that may take a constant per channel out of its first operand, whatever it is: {@code f(x + c) = f(x)}. */
public interface CancelsShift {
  /**
   * True if adding a constant per index of {@code axis} to the first operand leaves the result as it is, in training and
   * at inference.
   */
  boolean cancelsShift(Site site, int axis);
}
