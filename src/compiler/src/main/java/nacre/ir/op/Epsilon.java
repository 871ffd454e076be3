package nacre.ir.op;

import nacre.ir.TypeError;

/** The small number that keeps a norm from dividing by 0. */
final class Epsilon {
  private Epsilon() {}

  /**
   * Checks that an {@code epsilon} does its work where a model computes in 32 bits too: rounded to them it is neither 0,
   * nor subnormal, nor infinite.
   */
  static void require(double epsilon) {
    float rounded = (float) epsilon;
    if (!(rounded >= Float.MIN_NORMAL && rounded <= Float.MAX_VALUE)) {
      throw TypeError.at("epsilon", "`epsilon`: found " + epsilon + ", required a positive number"
          + (epsilon > 0 ? " that 32 bits can hold, from 1.2e-38 to 3.4e38" : ""));
    }
  }
}
