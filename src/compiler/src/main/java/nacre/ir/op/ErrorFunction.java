package nacre.ir.op;

/** The error function and the distribution function of the standard normal, to a few units in the last place. */
final class ErrorFunction {
  /** From here on the continued fraction converges faster than the series, and keeps tails accurate. */
  private static final double FAR = 2.5;
  private static final int TERMS = 60;

  private ErrorFunction() {}

  /** {@code Phi(x) = erfc(-x / sqrt(2)) / 2}. */
  static double normal(double x) {
    double z = Math.abs(x) / Math.sqrt(2);
    double tail = z < FAR ? (1 - series(z)) / 2 : erfc(z) / 2;
    return x < 0 ? tail : 1 - tail;
  }

  /** {@code 2/sqrt(pi) * integral of exp(-t^2) from 0 to x}. */
  static double erf(double x) {
    double z = Math.abs(x);
    return Math.copySign(z > FAR ? 1 - erfc(z) : series(z), x);
  }

  /** Abramowitz & Stegun 7.1.6, all terms positive: {@code 2/sqrt(pi) * exp(-z^2) * sum 2^n z^(2n+1) / (2n+1)!!}. */
  private static double series(double z) {
    double term = z;
    double sum = z;
    for (int n = 1; n < TERMS; n++) {
      term *= 2 * z * z / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-z * z) * sum;
  }

  /** Abramowitz & Stegun 7.1.14: {@code exp(-z^2)/sqrt(pi) * 1/(z + (1/2)/(z + 1/(z + (3/2)/(z + ...))))}. */
  private static double erfc(double z) {
    double fraction = z;
    for (int n = TERMS; n >= 1; n--) {
      fraction = z + n / 2.0 / fraction;
    }
    return Math.exp(-z * z) / (Math.sqrt(Math.PI) * fraction);
  }
}
