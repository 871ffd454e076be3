package nacre.kernels.scalar;

import nacre.kernels.call.Curve;

/** Rare curves by the platform's strict functions, in double: the same bits everywhere, and slow. */
final class StrictCurves {

  private StrictCurves() {}

  static float apply(Curve curve, double x) {
    return (float) switch (curve) {
      case TAN -> StrictMath.tan(x);
      case ASIN -> StrictMath.asin(x);
      case ACOS -> StrictMath.acos(x);
      case ATAN -> StrictMath.atan(x);
      case SINH -> StrictMath.sinh(x);
      case COSH -> StrictMath.cosh(x);
      case ASINH -> Math.copySign(asinh(Math.abs(x)), x);
      case ACOSH -> acosh(x);
      case ATANH -> Math.copySign(StrictMath.log1p(2 * Math.abs(x) / (1 - Math.abs(x))) / 2, x);
      default -> throw new IllegalArgumentException(curve + " has a polynomial");
    };
  }

  /** {@code log(x + sqrt(x^2 + 1))} of what is not negative, exact near 0. */
  private static double asinh(double x) {
    double square = x * x;
    return x > 1e150 ? StrictMath.log(x) + StrictMath.log(2)
        : StrictMath.log1p(x + square / (1 + Math.sqrt(square + 1)));
  }

  /** {@code log(x + sqrt(x^2 - 1))}, exact near 1, NaN below. */
  private static double acosh(double x) {
    double above = x < 1 ? Double.NaN : x - 1;
    return x > 1e150 ? StrictMath.log(x) + StrictMath.log(2) : StrictMath.log1p(above + Math.sqrt(above * (x + 1)));
  }
}
