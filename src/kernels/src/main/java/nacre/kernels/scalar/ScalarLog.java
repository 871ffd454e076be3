package nacre.kernels.scalar;

import static nacre.kernels.lanes.Polynomials.L0;
import static nacre.kernels.lanes.Polynomials.L1;
import static nacre.kernels.lanes.Polynomials.L2;
import static nacre.kernels.lanes.Polynomials.L3;
import static nacre.kernels.lanes.Polynomials.LN2_HIGH;
import static nacre.kernels.lanes.Polynomials.LN2_LOW;
import static nacre.kernels.lanes.Polynomials.LOG_LOWEST;
import static nacre.kernels.lanes.Polynomials.LOG_LOWEST_SCALE;
import static nacre.kernels.lanes.Polynomials.LOG_LOWEST_TURNS;
import static nacre.kernels.lanes.Polynomials.ROOT_HALF_BITS;

/** The logarithm of one element, and what is made of it. */
final class ScalarLog {

  private ScalarLog() {}

  /** {@code k * ln 2 + log(1 + f)} with {@code x = 2^k * (1 + f)} and 1 + f between the root of a half and that of 2. */
  static float log(float x) {
    boolean tiny = x < LOG_LOWEST;
    int bits = Float.floatToRawIntBits(tiny ? x * LOG_LOWEST_SCALE : x) - ROOT_HALF_BITS;
    float k = (bits >> 23) - (tiny ? LOG_LOWEST_TURNS : 0);
    float f = Float.intBitsToFloat((bits & 0x7fffff) + ROOT_HALF_BITS) - 1;
    float s = f / (2 + f);
    float z = s * s;
    float half = 0.5f * f * f;
    float r = z * Math.fma(z, Math.fma(z, Math.fma(z, L3, L2), L1), L0);
    float low = Math.fma(s, half + r, k * LN2_LOW);
    float finite = Math.fma(k, LN2_HIGH, f - (half - low));
    float positive = x < Float.POSITIVE_INFINITY ? finite : x;
    float below = x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
    return x <= 0 ? below : positive;
  }

  /** {@code max(x, 0) + log(1 + exp(-|x|))}, the logarithm by the series of the inverse hyperbolic tangent. */
  static float softplus(float x) {
    float e = ScalarCurves.exp(-Math.abs(x));
    float s = e / (2 + e);
    float z = s * s;
    float p = Math.fma(z, Math.fma(z, Math.fma(z, L3, L2), L1), L0);
    return Math.fma(s * z, p, s + s) + (x < 0 ? 0 : x);
  }
}
