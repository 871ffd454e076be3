package nacre.conformance;

/**
 * How far results are from those that are required.
 *
 * @param error the greatest difference of two elements
 * @param ulps  the same difference in units of the last place that 32 bits have at the element required
 */
public record Deviation(double error, long ulps) {
  /** Not at all. */
  public static final Deviation NONE = new Deviation(0, 0);

  static Deviation of(double found, double required) {
    double error = Math.abs(found - required);
    return new Deviation(error, Math.round(error / Math.ulp((float) required)));
  }

  Deviation max(Deviation other) {
    return other.error > error ? other : this;
  }

  @Override
  public String toString() {
    return error + " (" + ulps + " ULP)";
  }
}
