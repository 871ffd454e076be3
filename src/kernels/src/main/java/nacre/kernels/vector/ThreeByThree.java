package nacre.kernels.vector;

import static nacre.kernels.vector.Species.F;
import static nacre.kernels.vector.Species.L;

import jdk.incubator.vector.FloatVector;

/**
 * A window of three rows and three columns that moves down row by row: four rows of outputs at once, so that a vector that
 * is read serves up to three of them. The weights stay in registers. Each output adds its taps in their order.
 */
final class ThreeByThree {

  /** Rows of outputs computed at once. */
  static final int ROWS = 4;

  private ThreeByThree() {}

  /** {@code n} outputs, at least a vector, of each row; the last vector overlaps the one before rather than the end. */
  static void multiply(float[] x, int from, int xRow, int second, int third, float[] w, int wAt, float init,
      float[] out,
      int to, int outRow, int n) {
    var w0 = FloatVector.broadcast(F, w[wAt]);
    var w1 = FloatVector.broadcast(F, w[wAt + 1]);
    var w2 = FloatVector.broadcast(F, w[wAt + 2]);
    var w3 = FloatVector.broadcast(F, w[wAt + 3]);
    var w4 = FloatVector.broadcast(F, w[wAt + 4]);
    var w5 = FloatVector.broadcast(F, w[wAt + 5]);
    var w6 = FloatVector.broadcast(F, w[wAt + 6]);
    var w7 = FloatVector.broadcast(F, w[wAt + 7]);
    var w8 = FloatVector.broadcast(F, w[wAt + 8]);
    for (int step = 0; step < n; step += L) {
      int i = Math.min(step, n - L);
      int at = from + i;
      var s0 = FloatVector.broadcast(F, init);
      var s1 = s0;
      var s2 = s0;
      var s3 = s0;
      var v = FloatVector.fromArray(F, x, at);
      s0 = v.fma(w0, s0);
      v = FloatVector.fromArray(F, x, at + second);
      s0 = v.fma(w1, s0);
      v = FloatVector.fromArray(F, x, at + third);
      s0 = v.fma(w2, s0);
      at += xRow;
      v = FloatVector.fromArray(F, x, at);
      s0 = v.fma(w3, s0);
      s1 = v.fma(w0, s1);
      v = FloatVector.fromArray(F, x, at + second);
      s0 = v.fma(w4, s0);
      s1 = v.fma(w1, s1);
      v = FloatVector.fromArray(F, x, at + third);
      s0 = v.fma(w5, s0);
      s1 = v.fma(w2, s1);
      at += xRow;
      v = FloatVector.fromArray(F, x, at);
      s0 = v.fma(w6, s0);
      s1 = v.fma(w3, s1);
      s2 = v.fma(w0, s2);
      v = FloatVector.fromArray(F, x, at + second);
      s0 = v.fma(w7, s0);
      s1 = v.fma(w4, s1);
      s2 = v.fma(w1, s2);
      v = FloatVector.fromArray(F, x, at + third);
      s0 = v.fma(w8, s0);
      s1 = v.fma(w5, s1);
      s2 = v.fma(w2, s2);
      at += xRow;
      v = FloatVector.fromArray(F, x, at);
      s1 = v.fma(w6, s1);
      s2 = v.fma(w3, s2);
      s3 = v.fma(w0, s3);
      v = FloatVector.fromArray(F, x, at + second);
      s1 = v.fma(w7, s1);
      s2 = v.fma(w4, s2);
      s3 = v.fma(w1, s3);
      v = FloatVector.fromArray(F, x, at + third);
      s1 = v.fma(w8, s1);
      s2 = v.fma(w5, s2);
      s3 = v.fma(w2, s3);
      at += xRow;
      v = FloatVector.fromArray(F, x, at);
      s2 = v.fma(w6, s2);
      s3 = v.fma(w3, s3);
      v = FloatVector.fromArray(F, x, at + second);
      s2 = v.fma(w7, s2);
      s3 = v.fma(w4, s3);
      v = FloatVector.fromArray(F, x, at + third);
      s2 = v.fma(w8, s2);
      s3 = v.fma(w5, s3);
      at += xRow;
      s3 = FloatVector.fromArray(F, x, at).fma(w6, s3);
      s3 = FloatVector.fromArray(F, x, at + second).fma(w7, s3);
      s3 = FloatVector.fromArray(F, x, at + third).fma(w8, s3);
      s0.intoArray(out, to + i);
      s1.intoArray(out, to + outRow + i);
      s2.intoArray(out, to + 2 * outRow + i);
      s3.intoArray(out, to + 3 * outRow + i);
    }
  }
}
