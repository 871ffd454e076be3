package nacre.kernels;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares results with the plain double loops of a test. */
public final class Close {

  private Close() {}

  /** An element of the expected result by its place in row-major order. */
  @FunctionalInterface
  public interface Expected {
    double at(int index);
  }

  /**
   * Requires {@code found} to be within rounding of {@code expected}: {@code length} is how many terms an element adds up,
   * each of magnitude about 1 to 10.
   */
  public static void requireClose(String what, float[] found, int length, Expected expected) {
    double tolerance = 4e-7 * (8 + 2 * Math.sqrt(length) * Math.log(2 + length));
    for (int index = 0; index < found.length; index++) {
      double wanted = expected.at(index);
      boolean same = Double.isNaN(wanted) ? Float.isNaN(found[index])
          : found[index] == wanted || Math.abs(found[index] - wanted) <= tolerance * (1 + Math.abs(wanted));
      assertThat(same)
          .as("%s, element %d of %d: found %s, required %s", what, index, found.length, found[index], wanted)
          .isTrue();
    }
  }
}
