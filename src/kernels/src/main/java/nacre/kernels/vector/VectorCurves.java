package nacre.kernels.vector;

import static nacre.kernels.lanes.Polynomials.*;
import static nacre.kernels.vector.Species.F;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The curves of a vector: what {@code ScalarCurves} does, operation by operation, so that the bits agree. No transcendental
 * lane operation is used, because interpreted and compiled ones differ.
 */
final class VectorCurves {

  private VectorCurves() {}

  private static FloatVector of(float value) {
    return FloatVector.broadcast(F, value);
  }

  /** {@code a * b + c}, rounded once. */
  private static FloatVector fma(FloatVector a, FloatVector b, float c) {
    return a.fma(b, of(c));
  }

  static FloatVector exp(FloatVector x) {
    FloatVector within = Clamp.clamp(x, EXP_LOWEST, EXP_HIGHEST);
    FloatVector shifted = within.fma(of(LOG2_E), of(ROUNDER));
    IntVector n = shifted.reinterpretAsInts().sub(Float.floatToRawIntBits(ROUNDER));
    FloatVector turns = shifted.sub(ROUNDER);
    FloatVector r = turns.fma(of(-LN2_LOW), turns.fma(of(-LN2_HIGH), within));
    FloatVector p = fma(r, fma(r, fma(r, fma(r, of(E4), E3), E2), E1), E0);
    FloatVector value = r.mul(r).fma(p, r).add(1);
    IntVector half = n.lanewise(VectorOperators.ASHR, 1);
    return value.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
  }

  private static FloatVector powerOfTwo(IntVector n) {
    return n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exp(x.abs().neg());
    return of(1).blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1));
  }

  static FloatVector silu(FloatVector x) {
    return x.mul(sigmoid(x));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector square = x.mul(x);
    FloatVector p = fma(square, fma(square, fma(square, fma(square, of(T4), T3), T2), T1), T0);
    FloatVector small = x.mul(square).fma(p, x);
    FloatVector large = of(1).sub(of(2).div(exp(a.add(a)).add(1)));
    FloatVector signed = large.blend(large.neg(), x.compare(VectorOperators.LT, 0));
    return signed.blend(small, a.compare(VectorOperators.LT, TANH_SMALL));
  }

  static FloatVector gelu(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector square = x.mul(x);
    FloatVector small = fma(x, phiSmall(square), 0.5f);
    FloatVector t = of(1).div(fma(a, of(PHI_BEND), 1));
    FloatVector tail = t.mul(exp(square.fma(of(-0.5f), phiTail(t))));
    FloatVector large = of(1).sub(tail).blend(tail, x.compare(VectorOperators.LT, 0));
    return x.mul(large.blend(small, a.compare(VectorOperators.LT, PHI_SMALL)));
  }

  private static FloatVector phiSmall(FloatVector square) {
    FloatVector p = fma(square, fma(square, fma(square, of(P6), P5), P4), P3);
    return fma(square, fma(square, fma(square, p, P2), P1), P0);
  }

  private static FloatVector phiTail(FloatVector t) {
    FloatVector p = fma(t, fma(t, fma(t, fma(t, of(Q7), Q6), Q5), Q4), Q3);
    return fma(t, fma(t, fma(t, p, Q2), Q1), Q0);
  }

  static FloatVector geluTanh(FloatVector x) {
    FloatVector inner = x.mul(GELU_SCALE).mul(fma(x.mul(x), of(GELU_CUBE), 1));
    return x.mul(0.5f).mul(tanh(inner).add(1));
  }

  static FloatVector leaky(FloatVector x, FloatVector slope) {
    return x.blend(x.mul(slope), x.compare(VectorOperators.LT, 0));
  }
}
