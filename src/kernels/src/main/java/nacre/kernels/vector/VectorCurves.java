package nacre.kernels.vector;

import static nacre.kernels.lanes.Polynomials.CURVE_LOWEST;
import static nacre.kernels.lanes.Polynomials.GELU_CUBE;
import static nacre.kernels.lanes.Polynomials.GELU_SCALE;
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
import static nacre.kernels.lanes.Polynomials.T0;
import static nacre.kernels.lanes.Polynomials.T1;
import static nacre.kernels.lanes.Polynomials.T2;
import static nacre.kernels.lanes.Polynomials.T3;
import static nacre.kernels.lanes.Polynomials.T4;
import static nacre.kernels.lanes.Polynomials.TANH_SMALL;
import static nacre.kernels.vector.Species.F;
import static nacre.kernels.vector.Species.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import nacre.kernels.call.Curve;

/**
 * The curves along a run of whole vectors: what {@code ScalarCurves} does, operation by operation, so that the bits agree.
 *
 * <p>Each curve is a loop before the exponential, the exponential, and a loop after it, a block at a time in scratch memory.
 * No vector is ever an argument or a result of a method here: where the compiler declines to inline, it would be boxed.
 */
final class VectorCurves {

  /** Elements of a block; two blocks are scratch memory. */
  private static final int BLOCK = 128;

  private VectorCurves() {}

  /** Applies a curve with an exponential to {@code n} elements, a multiple of the vector length. */
  static void run(Curve curve, float slope, float[] x, int xAt, float[] out, int outAt, int n, float[] spare,
      int spareAt) {
    int second = spareAt + BLOCK;
    for (int i = 0; i < n; i += BLOCK) {
      int length = Math.min(BLOCK, n - i);
      switch (curve) {
        case SIGMOID, SILU -> {
          magnitude(x, xAt + i, -1, spare, spareAt, length);
          VectorExp.run(spare, spareAt, 0, spare, spareAt, length);
          sigmoid(x, xAt + i, spare, spareAt, spare, second, length);
          finishSigmoid(curve, x, xAt + i, spare, second, out, outAt + i, length);
        }
        case TANH -> {
          magnitude(x, xAt + i, 2, spare, spareAt, length);
          VectorExp.run(spare, spareAt, 0, spare, spareAt, length);
          tanh(x, xAt + i, spare, spareAt, out, outAt + i, length);
        }
        case GELU -> {
          tail(x, xAt + i, spare, spareAt, length);
          VectorExp.run(spare, spareAt, 0, spare, spareAt, length);
          gelu(x, xAt + i, spare, spareAt, out, outAt + i, length);
        }
        case GELU_TANH -> {
          cubic(x, xAt + i, spare, second, length);
          magnitude(spare, second, 2, spare, spareAt, length);
          VectorExp.run(spare, spareAt, 0, spare, spareAt, length);
          tanh(spare, second, spare, spareAt, spare, second, length);
          geluTanh(x, xAt + i, spare, second, out, outAt + i, length);
        }
        case ERF -> {
          VectorBends.erfTail(x, xAt + i, spare, spareAt, length);
          VectorExp.run(spare, spareAt, 0, spare, spareAt, length);
          VectorBends.erf(x, xAt + i, spare, spareAt, out, outAt + i, length);
        }
        case ELU -> {
          VectorExp.run(x, xAt + i, 0, spare, spareAt, length);
          VectorBends.elu(slope, x, xAt + i, spare, spareAt, out, outAt + i, length);
        }
        case SOFTPLUS -> {
          magnitude(x, xAt + i, -1, spare, spareAt, length);
          VectorExp.run(spare, spareAt, 0, spare, spareAt, length);
          VectorBends.softplus(x, xAt + i, spare, spareAt, out, outAt + i, length);
        }
        case MISH -> {
          VectorBends.lowered(x, xAt + i, spare, spareAt, length);
          VectorExp.run(spare, spareAt, 0, spare, spareAt, length);
          VectorBends.mish(x, xAt + i, spare, spareAt, out, outAt + i, length);
        }
        default -> throw new IllegalArgumentException(curve + " has no exponential");
      }
    }
  }

  private static void magnitude(float[] x, int xAt, float factor, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xAt + i).abs().mul(factor).intoArray(out, outAt + i);
    }
  }

  private static void sigmoid(float[] x, int xAt, float[] e, int eAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(F, 1);
    for (int i = 0; i < n; i += L) {
      FloatVector exp = FloatVector.fromArray(F, e, eAt + i);
      FloatVector above = one.blend(exp, FloatVector.fromArray(F, x, xAt + i).compare(VectorOperators.LT, 0));
      above.div(exp.add(one)).intoArray(out, outAt + i);
    }
  }

  private static void finishSigmoid(Curve curve, float[] x, int xAt, float[] s, int sAt, float[] out, int outAt,
      int n) {
    if (curve == Curve.SIGMOID) {
      System.arraycopy(s, sAt, out, outAt, n);
      return;
    }
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      v = v.blend(CURVE_LOWEST, v.compare(VectorOperators.LT, CURVE_LOWEST));
      v.mul(FloatVector.fromArray(F, s, sAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void tanh(float[] x, int xAt, float[] e, int eAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(F, 1);
    FloatVector two = FloatVector.broadcast(F, 2);
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector square = v.mul(v);
      FloatVector p = square.fma(FloatVector.broadcast(F, T4), FloatVector.broadcast(F, T3));
      p = square.fma(p, FloatVector.broadcast(F, T2));
      p = square.fma(p, FloatVector.broadcast(F, T1));
      p = square.fma(p, FloatVector.broadcast(F, T0));
      FloatVector small = v.mul(square).fma(p, v);
      FloatVector large = one.sub(two.div(FloatVector.fromArray(F, e, eAt + i).add(one)));
      FloatVector signed = large.blend(large.neg(), v.compare(VectorOperators.LT, 0));
      signed.blend(small, v.abs().compare(VectorOperators.LT, TANH_SMALL)).intoArray(out, outAt + i);
    }
  }

  /** The exponent of the normal distribution's tail. */
  private static void tail(float[] x, int xAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(F, 1);
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector t = one.div(v.abs().fma(FloatVector.broadcast(F, PHI_BEND), one));
      FloatVector p = t.fma(FloatVector.broadcast(F, Q8), FloatVector.broadcast(F, Q7));
      p = t.fma(p, FloatVector.broadcast(F, Q6));
      p = t.fma(p, FloatVector.broadcast(F, Q5));
      p = t.fma(p, FloatVector.broadcast(F, Q4));
      p = t.fma(p, FloatVector.broadcast(F, Q3));
      p = t.fma(p, FloatVector.broadcast(F, Q2));
      p = t.fma(p, FloatVector.broadcast(F, Q1));
      p = t.fma(p, FloatVector.broadcast(F, Q0));
      v.mul(v).fma(FloatVector.broadcast(F, -0.5f), p).intoArray(out, outAt + i);
    }
  }

  private static void gelu(float[] x, int xAt, float[] e, int eAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(F, 1);
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector square = v.mul(v);
      FloatVector p = square.fma(FloatVector.broadcast(F, P4), FloatVector.broadcast(F, P3));
      p = square.fma(p, FloatVector.broadcast(F, P2));
      p = square.fma(p, FloatVector.broadcast(F, P1));
      p = square.fma(p, FloatVector.broadcast(F, P0));
      FloatVector small = v.fma(p, FloatVector.broadcast(F, 0.5f));
      FloatVector t = one.div(v.abs().fma(FloatVector.broadcast(F, PHI_BEND), one));
      FloatVector tail = t.mul(FloatVector.fromArray(F, e, eAt + i));
      FloatVector large = one.sub(tail).blend(tail, v.compare(VectorOperators.LT, 0));
      FloatVector phi = large.blend(small, v.abs().compare(VectorOperators.LT, PHI_SMALL));
      v.blend(CURVE_LOWEST, v.compare(VectorOperators.LT, CURVE_LOWEST)).mul(phi).intoArray(out, outAt + i);
    }
  }

  private static void cubic(float[] x, int xAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(F, 1);
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      v.mul(GELU_SCALE).mul(v.mul(v).fma(FloatVector.broadcast(F, GELU_CUBE), one)).intoArray(out, outAt + i);
    }
  }

  private static void geluTanh(float[] x, int xAt, float[] tanh, int tanhAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector bend = FloatVector.fromArray(F, tanh, tanhAt + i).add(1);
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      v = v.blend(CURVE_LOWEST, v.compare(VectorOperators.LT, CURVE_LOWEST));
      v.mul(0.5f).mul(bend).intoArray(out, outAt + i);
    }
  }
}
