package nacre.kernels.call;

/**
 * How 64-bit whole numbers are kept in 32 bits: as they are from {@code -(2^31 - 1)} to {@code 2^31 - 1}; the lowest 32-bit
 * number stands for the lowest 64-bit one, which is what a float that is no number becomes. Order is the same in both.
 */
public final class Narrow {
  /** What can be kept, for messages. */
  public static final String RANGE =
      -Integer.MAX_VALUE + " to " + Integer.MAX_VALUE + ", or the lowest, " + Long.MIN_VALUE;

  private Narrow() {}

  public static boolean fits(long value) {
    return value == (int) value && value != Integer.MIN_VALUE || value == Long.MIN_VALUE;
  }

  /** How a number that {@link #fits} is kept. */
  public static int kept(long value) {
    return value == Long.MIN_VALUE ? Integer.MIN_VALUE : (int) value;
  }

  public static long wide(int stored) {
    return stored == Integer.MIN_VALUE ? Long.MIN_VALUE : stored;
  }
}
