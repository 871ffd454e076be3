package nacre.ir.op;

/** Inverse hyperbolic functions, accurate near 0 and without overflow. */
final class Hyperbolic {
  /** From here on {@code sqrt(x^2 + 1)} is {@code x} to the last bit. */
  private static final double LARGE = 1e9;

  private Hyperbolic() {}

  /** {@code log(x + sqrt(x^2 + 1))}. */
  static double asinh(double x) {
    double z = Math.abs(x);
    double y = z > LARGE ? Math.log(z) + Math.log(2) : Math.log1p(z + z * z / (1 + Math.sqrt(z * z + 1)));
    return Math.copySign(y, x);
  }

  /** {@code log(x + sqrt(x^2 - 1))}. */
  static double acosh(double x) {
    double over = x - 1;
    return x > LARGE ? Math.log(x) + Math.log(2) : Math.log1p(over + Math.sqrt(over * (over + 2)));
  }

  /** {@code log((1 + x) / (1 - x)) / 2}. */
  static double atanh(double x) {
    double z = Math.abs(x);
    return Math.copySign(Math.log1p(2 * z / (1 - z)) / 2, x);
  }
}
