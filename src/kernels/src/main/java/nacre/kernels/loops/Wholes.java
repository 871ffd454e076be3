package nacre.kernels.loops;

import nacre.kernels.call.Narrow;
import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.run.WholeNumberException;

/** How the results of whole numbers are kept. */
final class Wholes {

  private Wholes() {}

  /**
   * The bits in which a result is kept.
   *
   * @throws WholeNumberException when a 64-bit number does not fit the 32 bits that it has
   */
  static int kept(Number number, long exact) {
    return switch (number) {
      case I8 -> (byte) exact;
      case I16 -> (short) exact;
      case I32, U32 -> (int) exact;
      case U8 -> (int) exact & 0xff;
      case U16 -> (int) exact & 0xffff;
      case BOOL -> exact == 0 ? 0 : 1;
      case I64 -> fitting(exact);
      case F32 -> throw new IllegalStateException("floats are no whole numbers");
    };
  }

  private static int fitting(long exact) {
    if (!Narrow.fits(exact)) {
      throw new WholeNumberException("64-bit numbers are kept in 32 bits, and a result is " + exact);
    }
    return Narrow.kept(exact);
  }
}
