package nacre.kernels.vector;

import static nacre.kernels.vector.Species.F;
import static nacre.kernels.vector.Species.L;

import jdk.incubator.vector.FloatVector;

/** The curves along a run of whole vectors, each in a loop of its own for the compiler to specialise. */
final class VectorCurveRuns {

  private VectorCurveRuns() {}

  static void sigmoid(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      VectorCurves.sigmoid(FloatVector.fromArray(F, x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  static void tanh(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      VectorCurves.tanh(FloatVector.fromArray(F, x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  static void gelu(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      VectorCurves.gelu(FloatVector.fromArray(F, x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  static void geluTanh(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      VectorCurves.geluTanh(FloatVector.fromArray(F, x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  static void silu(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      VectorCurves.silu(FloatVector.fromArray(F, x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  static void leaky(float slope, float[] x, int xAt, float[] out, int outAt, int n) {
    FloatVector slopes = FloatVector.broadcast(F, slope);
    for (int i = 0; i < n; i += L) {
      VectorCurves.leaky(FloatVector.fromArray(F, x, xAt + i), slopes).intoArray(out, outAt + i);
    }
  }

  static void rsqrt(float[] x, int xAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(F, 1);
    for (int i = 0; i < n; i += L) {
      one.div(FloatVector.fromArray(F, x, xAt + i).sqrt()).intoArray(out, outAt + i);
    }
  }
}
