package nacre.kernels.vector;

import static nacre.kernels.lanes.Polynomials.E0;
import static nacre.kernels.lanes.Polynomials.E1;
import static nacre.kernels.lanes.Polynomials.E2;
import static nacre.kernels.lanes.Polynomials.E3;
import static nacre.kernels.lanes.Polynomials.E4;
import static nacre.kernels.lanes.Polynomials.EXP_HIGHEST;
import static nacre.kernels.lanes.Polynomials.EXP_LOWEST;
import static nacre.kernels.lanes.Polynomials.LN2_HIGH;
import static nacre.kernels.lanes.Polynomials.LN2_LOW;
import static nacre.kernels.lanes.Polynomials.LOG2_E;
import static nacre.kernels.lanes.Polynomials.ROUNDER;
import static nacre.kernels.vector.Species.F;
import static nacre.kernels.vector.Species.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The exponential, with the bits of {@code ScalarCurves}; interpreted and compiled lane operations would differ. */
final class VectorExp {

  private VectorExp() {}

  /** {@code exp(x - shift)} of {@code n} elements, a multiple of the vector length. */
  static void run(float[] x, int xAt, float shift, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i).sub(shift);
      v = v.blend(EXP_LOWEST, v.compare(VectorOperators.LT, EXP_LOWEST));
      v = v.blend(EXP_HIGHEST, v.compare(VectorOperators.GT, EXP_HIGHEST));
      FloatVector shifted = v.fma(FloatVector.broadcast(F, LOG2_E), FloatVector.broadcast(F, ROUNDER));
      IntVector turns = shifted.reinterpretAsInts().sub(Float.floatToRawIntBits(ROUNDER));
      FloatVector whole = shifted.sub(ROUNDER);
      FloatVector r = whole.fma(FloatVector.broadcast(F, -LN2_HIGH), v);
      r = whole.fma(FloatVector.broadcast(F, -LN2_LOW), r);
      FloatVector p = r.fma(FloatVector.broadcast(F, E4), FloatVector.broadcast(F, E3));
      p = r.fma(p, FloatVector.broadcast(F, E2));
      p = r.fma(p, FloatVector.broadcast(F, E1));
      p = r.fma(p, FloatVector.broadcast(F, E0));
      FloatVector value = r.mul(r).fma(p, r).add(1);
      IntVector half = turns.lanewise(VectorOperators.ASHR, 1);
      FloatVector first = half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector second = turns.sub(half).add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      value.mul(first).mul(second).intoArray(out, outAt + i);
    }
  }
}
