package nacre.kernels.vector;

import static nacre.kernels.lanes.Polynomials.CURVE_LOWEST;
import static nacre.kernels.lanes.Polynomials.E0;
import static nacre.kernels.lanes.Polynomials.E1;
import static nacre.kernels.lanes.Polynomials.E2;
import static nacre.kernels.lanes.Polynomials.E3;
import static nacre.kernels.lanes.Polynomials.E4;
import static nacre.kernels.lanes.Polynomials.EXPM1_SMALL;
import static nacre.kernels.lanes.Polynomials.L0;
import static nacre.kernels.lanes.Polynomials.L1;
import static nacre.kernels.lanes.Polynomials.L2;
import static nacre.kernels.lanes.Polynomials.L3;
import static nacre.kernels.lanes.Polynomials.MISH_LARGE;
import static nacre.kernels.lanes.Polynomials.P0;
import static nacre.kernels.lanes.Polynomials.P1;
import static nacre.kernels.lanes.Polynomials.P2;
import static nacre.kernels.lanes.Polynomials.P3;
import static nacre.kernels.lanes.Polynomials.P4;
import static nacre.kernels.lanes.Polynomials.PHI_BEND;
import static nacre.kernels.lanes.Polynomials.PHI_SMALL;
import static nacre.kernels.lanes.Polynomials.Q0;
import static nacre.kernels.lanes.Polynomials.Q1;
import static nacre.kernels.lanes.Polynomials.Q2;
import static nacre.kernels.lanes.Polynomials.Q3;
import static nacre.kernels.lanes.Polynomials.Q4;
import static nacre.kernels.lanes.Polynomials.Q5;
import static nacre.kernels.lanes.Polynomials.Q6;
import static nacre.kernels.lanes.Polynomials.Q7;
import static nacre.kernels.lanes.Polynomials.Q8;
import static nacre.kernels.lanes.Polynomials.ROOT_2;
import static nacre.kernels.vector.Species.F;
import static nacre.kernels.vector.Species.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** What comes before and after the exponential of some curves; see {@link VectorCurves}. */
final class VectorBends {

  private static final int SIGN_BIT = Integer.MIN_VALUE;

  private VectorBends() {}

  /** The exponent of the error function's distance from 1. */
  static void erfTail(float[] x, int xAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(F, 1);
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector t = one.div(v.mul(ROOT_2).abs().fma(FloatVector.broadcast(F, PHI_BEND), one));
      FloatVector p = t.fma(FloatVector.broadcast(F, Q8), FloatVector.broadcast(F, Q7));
      p = t.fma(p, FloatVector.broadcast(F, Q6));
      p = t.fma(p, FloatVector.broadcast(F, Q5));
      p = t.fma(p, FloatVector.broadcast(F, Q4));
      p = t.fma(p, FloatVector.broadcast(F, Q3));
      p = t.fma(p, FloatVector.broadcast(F, Q2));
      p = t.fma(p, FloatVector.broadcast(F, Q1));
      p = t.fma(p, FloatVector.broadcast(F, Q0));
      v.mul(v).fma(FloatVector.broadcast(F, -1), p).intoArray(out, outAt + i);
    }
  }

  static void erf(float[] x, int xAt, float[] e, int eAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(F, 1);
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector scaled = v.mul(ROOT_2);
      FloatVector square = scaled.mul(scaled);
      FloatVector p = square.fma(FloatVector.broadcast(F, P4), FloatVector.broadcast(F, P3));
      p = square.fma(p, FloatVector.broadcast(F, P2));
      p = square.fma(p, FloatVector.broadcast(F, P1));
      p = scaled.mul(square.fma(p, FloatVector.broadcast(F, P0)));
      FloatVector a = scaled.abs();
      FloatVector t = one.div(a.fma(FloatVector.broadcast(F, PHI_BEND), one));
      FloatVector tail = t.mul(FloatVector.fromArray(F, e, eAt + i));
      IntVector large = tail.fma(FloatVector.broadcast(F, -2), one).reinterpretAsInts().and(~SIGN_BIT);
      FloatVector signed =
          large.lanewise(VectorOperators.OR, v.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
      signed.blend(p.add(p), a.compare(VectorOperators.LT, PHI_SMALL)).intoArray(out, outAt + i);
    }
  }

  static void elu(float slope, float[] x, int xAt, float[] e, int eAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector p = v.fma(FloatVector.broadcast(F, E4), FloatVector.broadcast(F, E3));
      p = v.fma(p, FloatVector.broadcast(F, E2));
      p = v.fma(p, FloatVector.broadcast(F, E1));
      p = v.fma(p, FloatVector.broadcast(F, E0));
      FloatVector near = v.mul(v).fma(p, v);
      FloatVector below = FloatVector.fromArray(F, e, eAt + i).sub(1).blend(near,
          v.compare(VectorOperators.GT, -EXPM1_SMALL));
      v.blend(below.mul(slope), v.compare(VectorOperators.LT, 0)).intoArray(out, outAt + i);
    }
  }

  static void softplus(float[] x, int xAt, float[] e, int eAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector exp = FloatVector.fromArray(F, e, eAt + i);
      FloatVector s = exp.div(exp.add(2));
      FloatVector z = s.mul(s);
      FloatVector p = z.fma(FloatVector.broadcast(F, L3), FloatVector.broadcast(F, L2));
      p = z.fma(p, FloatVector.broadcast(F, L1));
      p = z.fma(p, FloatVector.broadcast(F, L0));
      FloatVector above = v.blend(0, v.compare(VectorOperators.LT, 0));
      s.mul(z).fma(p, s.add(s)).add(above).intoArray(out, outAt + i);
    }
  }

  /** What mish takes the exponential of. */
  static void lowered(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      v.blend(MISH_LARGE, v.compare(VectorOperators.GT, MISH_LARGE)).intoArray(out, outAt + i);
    }
  }

  static void mish(float[] x, int xAt, float[] e, int eAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector exp = FloatVector.fromArray(F, e, eAt + i);
      FloatVector bend = exp.mul(exp.add(2));
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      v = v.blend(CURVE_LOWEST, v.compare(VectorOperators.LT, CURVE_LOWEST));
      v.mul(bend.div(bend.add(2))).intoArray(out, outAt + i);
    }
  }
}
