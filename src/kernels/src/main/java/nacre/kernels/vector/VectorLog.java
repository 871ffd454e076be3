package nacre.kernels.vector;

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
import static nacre.kernels.lanes.Polynomials.ROUNDER;
import static nacre.kernels.vector.Species.F;
import static nacre.kernels.vector.Species.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The logarithm, with the bits of {@code ScalarLog}. */
final class VectorLog {

  private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

  private VectorLog() {}

  /** The logarithms of {@code n} elements, a multiple of the vector length. */
  static void run(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      VectorMask<Float> tiny = v.compare(VectorOperators.LT, LOG_LOWEST);
      IntVector bits = v.blend(v.mul(LOG_LOWEST_SCALE), tiny).reinterpretAsInts().sub(ROOT_HALF_BITS);
      IntVector turns = bits.lanewise(VectorOperators.ASHR, 23);
      turns = turns.blend(turns.sub(LOG_LOWEST_TURNS), tiny.cast(Species.I));
      FloatVector k = turns.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
      FloatVector f = bits.and(0x7fffff).add(ROOT_HALF_BITS).reinterpretAsFloats().sub(1);
      FloatVector s = f.div(f.add(2));
      FloatVector z = s.mul(s);
      FloatVector half = f.mul(0.5f).mul(f);
      FloatVector r = z.fma(FloatVector.broadcast(F, L3), FloatVector.broadcast(F, L2));
      r = z.fma(r, FloatVector.broadcast(F, L1));
      r = z.mul(z.fma(r, FloatVector.broadcast(F, L0)));
      FloatVector low = s.fma(half.add(r), k.mul(LN2_LOW));
      FloatVector value = k.fma(FloatVector.broadcast(F, LN2_HIGH), f.sub(half.sub(low)));
      value = v.blend(value, v.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
      value = value.blend(Float.NaN, v.compare(VectorOperators.LT, 0));
      value.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0)).intoArray(out, outAt + i);
    }
  }
}
