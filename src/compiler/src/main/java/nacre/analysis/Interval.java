package nacre.analysis;

import java.util.function.DoubleUnaryOperator;

/**
 * Every element of a value that is not NaN lies in {@code [low, high]}, up to rounding; the sign is exact.
 */
public record Interval(double low, double high) {
  public static final Interval ANY = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("no interval: " + low + " to " + high);
    }
  }

  public static Interval of(double value) {
    return new Interval(value, value);
  }

  public boolean isNonNegative() {
    return low >= 0;
  }

  public boolean isNonPositive() {
    return high <= 0;
  }

  /** The least interval with both. */
  Interval hull(Interval other) {
    return new Interval(Math.min(low, other.low), Math.max(high, other.high));
  }

  Interval plus(Interval other) {
    return between(low + other.low, high + other.high);
  }

  Interval negated() {
    return new Interval(-high, -low);
  }

  Interval times(Interval other) {
    double a = product(low, other.low);
    double b = product(low, other.high);
    double c = product(high, other.low);
    double d = product(high, other.high);
    return new Interval(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  /** The image under a function that never falls. */
  Interval through(DoubleUnaryOperator rising) {
    return between(rising.applyAsDouble(low), rising.applyAsDouble(high));
  }

  /** An infinite bound is a limit that is never reached, so zero times it is zero. */
  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }

  private static Interval between(double low, double high) {
    return Double.isNaN(low) || Double.isNaN(high) ? ANY : new Interval(low, high);
  }
}
