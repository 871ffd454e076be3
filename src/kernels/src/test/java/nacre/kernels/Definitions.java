package nacre.kernels;

import nacre.kernels.call.Curve;

/** What the curves are, in double, by other means than the kernels': the platform's functions and a series. */
final class Definitions {

  private Definitions() {}

  static double curve(Curve curve, double slope, double x) {
    return switch (curve) {
      case NONE -> x;
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
      case GELU -> x * normal(x);
      case GELU_TANH -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
      case SILU -> x / (1 + Math.exp(-x));
      case LEAKY -> x > 0 ? x : slope * x;
      case RSQRT -> 1 / Math.sqrt(x);
    };
  }

  /** The normal distribution: a power series near zero, a continued fraction in the tails. */
  static double normal(double x) {
    double a = Math.abs(x);
    if (Double.isNaN(x)) {
      return x;
    }
    double density = Math.exp(-a * a / 2) / Math.sqrt(2 * Math.PI);
    double tail;
    if (a < 5) {
      double term = a;
      double sum = a;
      for (int i = 3; i < 200; i += 2) {
        term *= a * a / i;
        sum += term;
      }
      tail = 0.5 - density * sum;
    } else {
      double fraction = a;
      for (int i = 60; i > 0; i--) {
        fraction = a + i / fraction;
      }
      tail = density / fraction;
    }
    return x < 0 ? tail : 1 - tail;
  }
}
