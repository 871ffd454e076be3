package nacre.kernels.loops;

import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.run.Slot;

/** Whole numbers in the order of elements, so that all kinds of them are compared alike. */
final class Keys {

  /** The key of NaN: above that of infinity. */
  static final int NAN = Integer.MAX_VALUE;

  private Keys() {}

  /** The key of an element: that of a greater one is greater; zeros of both signs are equal. */
  static int of(Number number, Slot slot, int at) {
    return number == Number.F32 ? of(slot.floats()[at]) : of(number, slot.ints()[at]);
  }

  private static int of(float value) {
    if (Float.isNaN(value)) {
      return NAN;
    }
    int bits = Float.floatToRawIntBits(value + 0f);
    return bits ^ bits >> 31 & Integer.MAX_VALUE;
  }

  /** Unsigned numbers of 32 bits are kept as the bits that they are. */
  private static int of(Number number, int kept) {
    return number == Number.U32 ? kept ^ Integer.MIN_VALUE : kept;
  }
}
