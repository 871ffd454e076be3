package nacre.kernels.scalar;

import static nacre.kernels.lanes.Polynomials.CURVE_LOWEST;
import static nacre.kernels.lanes.Polynomials.E0;
import static nacre.kernels.lanes.Polynomials.E1;
import static nacre.kernels.lanes.Polynomials.E2;
import static nacre.kernels.lanes.Polynomials.E3;
import static nacre.kernels.lanes.Polynomials.E4;
import static nacre.kernels.lanes.Polynomials.EXPM1_SMALL;
import static nacre.kernels.lanes.Polynomials.EXP_HIGHEST;
import static nacre.kernels.lanes.Polynomials.EXP_LOWEST;
import static nacre.kernels.lanes.Polynomials.GELU_CUBE;
import static nacre.kernels.lanes.Polynomials.GELU_SCALE;
import static nacre.kernels.lanes.Polynomials.LN2_HIGH;
import static nacre.kernels.lanes.Polynomials.LN2_LOW;
import static nacre.kernels.lanes.Polynomials.LOG2_E;
import static nacre.kernels.lanes.Polynomials.MISH_LARGE;
import static nacre.kernels.lanes.Polynomials.PHI_BEND;
import static nacre.kernels.lanes.Polynomials.PHI_SMALL;
import static nacre.kernels.lanes.Polynomials.ROOT_2;
import static nacre.kernels.lanes.Polynomials.ROUNDER;
import static nacre.kernels.lanes.Polynomials.TANH_SMALL;

import nacre.kernels.call.Curve;
import nacre.kernels.lanes.Polynomials;

/**
 * The curves of one element. The vector provider does the same operations in the same order, so the bits agree.
 */
final class ScalarCurves {

  private ScalarCurves() {}

  static float apply(Curve curve, float slope, float x) {
    return switch (curve) {
      case NONE -> x;
      case SIGMOID -> sigmoid(x);
      case TANH -> tanh(x);
      case GELU -> gelu(x);
      case GELU_TANH -> geluTanh(x);
      case SILU -> silu(x);
      case LEAKY -> ScalarElements.leaky(x, slope);
      case RSQRT -> 1 / (float) Math.sqrt(x);
      case ABS -> Math.abs(x);
      case NEG -> -x;
      case SIGN -> Math.signum(x);
      case SQRT -> (float) Math.sqrt(x);
      case RECIPROCAL -> 1 / x;
      case FLOOR -> (float) Math.floor(x);
      case CEIL -> (float) Math.ceil(x);
      case ROUND -> (float) Math.rint(x);
      case EXP -> exp(x);
      case LOG -> ScalarLog.log(x);
      case ERF -> erf(x);
      case ELU -> elu(x, slope);
      case SOFTPLUS -> ScalarLog.softplus(x);
      case MISH -> mish(x);
      case SIN -> ScalarTrigonometry.sine(x, 0);
      case COS -> ScalarTrigonometry.sine(x, 1);
      default -> StrictCurves.apply(curve, x);
    };
  }

  /** {@code 2^n * p(r)} with {@code x = n * ln 2 + r}, the power applied in two halves so that it cannot overflow alone. */
  static float exp(float x) {
    float within = ScalarElements.clamp(x, EXP_LOWEST, EXP_HIGHEST);
    float shifted = Math.fma(within, LOG2_E, ROUNDER);
    int n = Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(ROUNDER);
    float turns = shifted - ROUNDER;
    float r = Math.fma(turns, -LN2_LOW, Math.fma(turns, -LN2_HIGH, within));
    float p = Math.fma(r, Math.fma(r, Math.fma(r, Math.fma(r, E4, E3), E2), E1), E0);
    float value = Math.fma(r * r, p, r) + 1;
    int half = n >> 1;
    return value * powerOfTwo(half) * powerOfTwo(n - half);
  }

  private static float powerOfTwo(int n) {
    return Float.intBitsToFloat((n + 127) << 23);
  }

  static float sigmoid(float x) {
    float e = exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  static float silu(float x) {
    return bounded(x) * sigmoid(x);
  }

  static float tanh(float x) {
    float a = Math.abs(x);
    float square = x * x;
    float small = Math.fma(x * square, Polynomials.tanhSmall(square), x);
    float large = 1 - 2 / (exp(a + a) + 1);
    float signed = x < 0 ? -large : large;
    return a < TANH_SMALL ? small : signed;
  }

  /** {@code x * Phi(x)}, with the normal distribution from a polynomial near zero and from its tail elsewhere. */
  static float gelu(float x) {
    float a = Math.abs(x);
    float square = x * x;
    float small = Math.fma(x, Polynomials.phiSmall(square), 0.5f);
    float t = 1 / Math.fma(a, PHI_BEND, 1);
    float tail = t * exp(Math.fma(square, -0.5f, Polynomials.phiTail(t)));
    float large = x < 0 ? tail : 1 - tail;
    return bounded(x) * (a < PHI_SMALL ? small : large);
  }

  static float geluTanh(float x) {
    float inner = x * GELU_SCALE * Math.fma(x * x, GELU_CUBE, 1);
    return bounded(x) * 0.5f * (1 + tanh(inner));
  }

  /** {@code 2 * Phi(x * sqrt(2)) - 1}, by the same polynomials as {@link #gelu}. */
  static float erf(float x) {
    float scaled = x * ROOT_2;
    float a = Math.abs(scaled);
    float small = scaled * Polynomials.phiSmall(scaled * scaled);
    float t = 1 / Math.fma(a, PHI_BEND, 1);
    float tail = t * exp(Math.fma(x * x, -1, Polynomials.phiTail(t)));
    float large = Math.fma(tail, -2, 1);
    return a < PHI_SMALL ? small + small : Math.copySign(large, x);
  }

  /** {@code exp(x) - 1} below 0; near it, the polynomial without its 1. */
  static float elu(float x, float slope) {
    float p = Math.fma(x, Math.fma(x, Math.fma(x, Math.fma(x, E4, E3), E2), E1), E0);
    float near = Math.fma(x * x, p, x);
    float below = x > -EXPM1_SMALL ? near : exp(x) - 1;
    return x < 0 ? slope * below : x;
  }

  /** With {@code e = exp(x)}, {@code tanh(log(1 + e)) = (e^2 + 2e) / (e^2 + 2e + 2)}, which is 1 far out. */
  static float mish(float x) {
    float e = exp(x > MISH_LARGE ? MISH_LARGE : x);
    float n = e * (e + 2);
    return bounded(x) * (n / (n + 2));
  }

  private static float bounded(float x) {
    return x < CURVE_LOWEST ? CURVE_LOWEST : x;
  }
}
