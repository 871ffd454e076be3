package nacre.kernels.vector;

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
import static nacre.kernels.vector.Species.F;
import static nacre.kernels.vector.Species.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import nacre.kernels.scalar.ScalarTrigonometry;

/** Sine and cosine, with the bits of {@link ScalarTrigonometry}. */
final class VectorTrigonometry {

  private static final int BLOCK = 128;
  private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

  private VectorTrigonometry() {}

  /** Sines after some quarter turns, of {@code n} elements, a multiple of the vector length. */
  static void run(int quarters, float[] x, int xAt, float[] out, int outAt, int n, float[] spare, int spareAt) {
    for (int i = 0; i < n; i += BLOCK) {
      int length = Math.min(BLOCK, n - i);
      near(quarters, x, xAt + i, spare, spareAt, length);
      for (int j = 0; j < length; j++) {
        float angle = x[xAt + i + j];
        if (!(Math.abs(angle) <= ANGLE_HIGHEST)) {
          spare[spareAt + j] = ScalarTrigonometry.far(angle, quarters);
        }
      }
      System.arraycopy(spare, spareAt, out, outAt + i, length);
    }
  }

  private static void near(int quarters, float[] x, int xAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(F, 1);
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector shifted = v.fma(FloatVector.broadcast(F, TWO_OVER_PI), FloatVector.broadcast(F, ROUNDER));
      IntVector quarter = shifted.reinterpretAsInts().sub(ROUNDER_BITS).add(quarters);
      FloatVector turns = shifted.sub(ROUNDER);
      FloatVector r = turns.fma(FloatVector.broadcast(F, -HALF_PI_HIGH), v);
      r = turns.fma(FloatVector.broadcast(F, -HALF_PI_MIDDLE), r);
      r = turns.fma(FloatVector.broadcast(F, -HALF_PI_LOW), r);
      FloatVector z = r.mul(r);
      FloatVector p = z.fma(FloatVector.broadcast(F, S2), FloatVector.broadcast(F, S1));
      p = z.fma(p, FloatVector.broadcast(F, S0));
      FloatVector sine = r.mul(z).fma(p, r);
      FloatVector q = z.fma(FloatVector.broadcast(F, C2), FloatVector.broadcast(F, C1));
      q = z.fma(q, FloatVector.broadcast(F, C0));
      FloatVector cosine = z.mul(z).fma(q, z.fma(FloatVector.broadcast(F, -0.5f), one));
      FloatVector value = sine.blend(cosine, quarter.and(1).compare(VectorOperators.NE, 0).cast(F));
      value.blend(value.neg(), quarter.and(2).compare(VectorOperators.NE, 0).cast(F)).intoArray(out, outAt + i);
    }
  }
}
