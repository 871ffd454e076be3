package nacre.kernels.scalar;

import static nacre.kernels.lanes.Polynomials.ANGLE_HIGHEST;
import static nacre.kernels.lanes.Polynomials.C0;
import static nacre.kernels.lanes.Polynomials.C1;
import static nacre.kernels.lanes.Polynomials.C2;
import static nacre.kernels.lanes.Polynomials.HALF_PI_HIGH;
import static nacre.kernels.lanes.Polynomials.HALF_PI_LOW;
import static nacre.kernels.lanes.Polynomials.HALF_PI_MIDDLE;
import static nacre.kernels.lanes.Polynomials.ROUNDER;
import static nacre.kernels.lanes.Polynomials.S0;
import static nacre.kernels.lanes.Polynomials.S1;
import static nacre.kernels.lanes.Polynomials.S2;
import static nacre.kernels.lanes.Polynomials.TWO_OVER_PI;

/** Sine and cosine of one element; the vector provider does the same operations in the same order. */
public final class ScalarTrigonometry {

  private ScalarTrigonometry() {}

  /** The sine of {@code x} and {@code quarters} quarter turns: 1 gives the cosine. */
  public static float sine(float x, int quarters) {
    if (!(Math.abs(x) <= ANGLE_HIGHEST)) {
      return far(x, quarters);
    }
    float shifted = Math.fma(x, TWO_OVER_PI, ROUNDER);
    int n = Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(ROUNDER) + quarters;
    float turns = shifted - ROUNDER;
    float r = Math.fma(turns, -HALF_PI_HIGH, x);
    r = Math.fma(turns, -HALF_PI_MIDDLE, r);
    r = Math.fma(turns, -HALF_PI_LOW, r);
    float z = r * r;
    float sine = Math.fma(r * z, Math.fma(z, Math.fma(z, S2, S1), S0), r);
    float cosine = Math.fma(z * z, Math.fma(z, Math.fma(z, C2, C1), C0), Math.fma(z, -0.5f, 1));
    float value = (n & 1) == 0 ? sine : cosine;
    return (n & 2) == 0 ? value : -value;
  }

  /** Angles of so many turns that three parts of pi are too few; NaN and the infinities too. */
  public static float far(float x, int quarters) {
    return (float) (quarters == 0 ? StrictMath.sin(x) : StrictMath.cos(x));
  }
}
