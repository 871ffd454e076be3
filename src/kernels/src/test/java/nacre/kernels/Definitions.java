package nacre.kernels;

import nacre.kernels.call.Curve;

/** What the curves are, in double, by other means than the kernels': the platform's functions and a series. */
final class Definitions {

  private Definitions() {}

  static double curve(Curve curve, double slope, double x) {
    return switch (curve) {
      case GELU, GELU_TANH, SILU, MISH -> ending(curve, Math.max(x, -1e30));
      case NONE -> x;
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
      case LEAKY -> x > 0 ? x : slope * x;
      case RSQRT -> 1 / Math.sqrt(x);
      case ABS -> Math.abs(x);
      case NEG -> -x;
      case SIGN -> Math.signum(x);
      case SQRT -> Math.sqrt(x);
      case RECIPROCAL -> 1 / x;
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case ROUND -> Math.rint(x);
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case ERF -> erf(x);
      case ELU -> x > 0 ? x : slope * Math.expm1(x);
      case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      default -> rare(curve, x);
    };
  }

  /** Curves that end at 0, of any number but minus infinity. */
  private static double ending(Curve curve, double x) {
    return switch (curve) {
      case GELU -> x * normal(x);
      case GELU_TANH -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
      case SILU -> x / (1 + Math.exp(-x));
      case MISH -> x * Math.tanh(Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
      default -> throw new IllegalArgumentException(curve + " does not end at 0");
    };
  }

  /** Written with logarithms, which lose digits near 0 in double, far from those of a float. */
  private static double rare(Curve curve, double x) {
    return switch (curve) {
      case TAN -> Math.tan(x);
      case ASIN -> Math.asin(x);
      case ACOS -> Math.acos(x);
      case ATAN -> Math.atan(x);
      case SINH -> Math.sinh(x);
      case COSH -> Math.cosh(x);
      case ASINH -> Math.signum(x) * Math.log(Math.abs(x) + Math.hypot(x, 1));
      case ACOSH -> x < 1 ? Double.NaN : Math.log(x + Math.sqrt(x * x - 1));
      case ATANH -> Math.log((1 + x) / (1 - x)) / 2;
      default -> throw new IllegalArgumentException(curve + " is not rare");
    };
  }

  /** The series near zero, the normal distribution elsewhere. */
  private static double erf(double x) {
    if (Math.abs(x) > 1) {
      return 2 * normal(x * Math.sqrt(2)) - 1;
    }
    double term = x;
    double sum = x;
    for (int i = 1; i < 30; i++) {
      term *= -x * x / i;
      sum += term / (2 * i + 1);
    }
    return sum * 2 / Math.sqrt(Math.PI);
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
