package nacre.kernels.testing;

import nacre.kernels.FmaPeak;

/**
 * The elements that are further from what they should be than they may be.
 *
 * @param count how many
 * @param first the row-major index of the first, or -1
 * @param worst the index of the one that is furthest, or -1
 */
record Deviations(Values found, Values expected, double tolerance, int count, int first, int worst) {

  static Deviations of(Values found, Values expected, double tolerance) {
    int count = 0;
    int first = -1;
    int worst = -1;
    for (int i = 0; i < expected.count(); i++) {
      double error = error(found.real(i), expected.real(i));
      if (error > tolerance) {
        count++;
        first = first < 0 ? i : first;
        worst = worst < 0 || error > error(found.real(worst), expected.real(worst)) ? i : worst;
      }
    }
    return new Deviations(found, expected, tolerance, count, first, worst);
  }

  /** How far two numbers lie apart; infinity if only one is finite, or they are different kinds of not finite. */
  private static double error(double found, double expected) {
    if (Double.isFinite(found) && Double.isFinite(expected)) {
      return Math.abs(found - expected);
    }
    return Double.compare(found, expected) == 0 ? 0 : Double.POSITIVE_INFINITY;
  }

  /** Where they are, for people. */
  String text(int exceptions) {
    String allowed = exceptions == 0 ? "" : ", and " + exceptions + " may be";
    return count + " of " + expected.count() + (count == 1 ? " elements is" : " elements are")
        + " further from the reference than the tolerance " + tolerance + allowed + ", on " + FmaPeak.provider()
        + " kernels" + (first == worst ? "" : "\n  first at " + line(first)) + "\n  worst at " + line(worst);
  }

  private String line(int index) {
    return expected.place(index) + ": found " + found.text(index) + ", expected " + expected.text(index) + ", error "
        + error(found.real(index), expected.real(index));
  }
}
