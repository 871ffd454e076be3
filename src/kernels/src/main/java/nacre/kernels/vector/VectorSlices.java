package nacre.kernels.vector;

import static nacre.kernels.vector.Species.F;
import static nacre.kernels.vector.Species.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import nacre.kernels.lanes.Tiles;

/**
 * One row times panels: as many streams through the matrix at once as hide the latency of the additions. This is the
 * batch-of-one dense layer, which is bound by reading the weights.
 */
final class VectorSlices {

  private VectorSlices() {}

  /** See {@link Tiles#row}; a panel is {@code vectors} vectors wide. */
  static void multiply(float[] a, int aAt, float[] b, int bAt, int panelStride, int vectors, int depth, float[] c,
      int cAt,
      float low, float high) {
    int step = vectors * L;
    for (int vector = 0; vector < vectors; vector += 2) {
      for (int slice = 0; slice < Tiles.SLICES; slice += 2) {
        int left = bAt + slice * panelStride + vector * L;
        int to = cAt + slice * step + vector * L;
        multiplyFour(a, aAt, b, left, left + panelStride, step, depth, c, to, to + step);
      }
    }
    if (low != Float.NEGATIVE_INFINITY || high != Float.POSITIVE_INFINITY) {
      clamp(low, high, c, cAt, Tiles.SLICES * step);
    }
  }

  private static void clamp(float low, float high, float[] c, int cAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector x = FloatVector.fromArray(F, c, cAt + i);
      x = x.blend(low, x.compare(VectorOperators.LT, low));
      x.blend(high, x.compare(VectorOperators.GT, high)).intoArray(c, cAt + i);
    }
  }

  /** Sums of {@link Tiles#DEPTH} are formed from zero and added to what is there, as the other tiles do. */
  private static void multiplyFour(float[] a, int aAt, float[] b, int left, int right, int step, int depth, float[] c,
      int toLeft, int toRight) {
    for (int from = 0; from < depth; from += Tiles.DEPTH) {
      int count = Math.min(Tiles.DEPTH, depth - from);
      addFour(a, aAt + from, b, left + from * step, right + from * step, step, count, c, toLeft, toRight);
    }
  }

  private static void addFour(float[] a, int aAt, float[] b, int left, int right, int step, int depth, float[] c,
      int toLeft, int toRight) {
    var s0 = FloatVector.zero(F);
    var s1 = FloatVector.zero(F);
    var s2 = FloatVector.zero(F);
    var s3 = FloatVector.zero(F);
    for (int d = 0; d < depth; d++) {
      var factor = FloatVector.broadcast(F, a[aAt + d]);
      s0 = FloatVector.fromArray(F, b, left + d * step).fma(factor, s0);
      s1 = FloatVector.fromArray(F, b, left + d * step + L).fma(factor, s1);
      s2 = FloatVector.fromArray(F, b, right + d * step).fma(factor, s2);
      s3 = FloatVector.fromArray(F, b, right + d * step + L).fma(factor, s3);
    }
    FloatVector.fromArray(F, c, toLeft).add(s0).intoArray(c, toLeft);
    FloatVector.fromArray(F, c, toLeft + L).add(s1).intoArray(c, toLeft + L);
    FloatVector.fromArray(F, c, toRight).add(s2).intoArray(c, toRight);
    FloatVector.fromArray(F, c, toRight + L).add(s3).intoArray(c, toRight + L);
  }
}
