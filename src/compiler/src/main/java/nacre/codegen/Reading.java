package nacre.codegen;

import java.util.OptionalInt;

/**
 * How a walk over a result reads an operand.
 *
 * @param channel the axis of the result along which the operand has one element per index; without one, the operand is
 *                stretched by NumPy's rule
 */
record Reading(Arg arg, OptionalInt channel) {
  static Reading stretched(Arg arg) {
    return new Reading(arg, OptionalInt.empty());
  }
}
