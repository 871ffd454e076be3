package nacre.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import nacre.kernels.lanes.Tiles;

/** Eight rows of two 16-lane vectors: 16 of 32 registers accumulate. */
final class Tiles512 implements Tiles {

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_512;
  private static final int L = 16;
  private static final int ROWS = 8;
  private static final int VECTORS = 2;

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int wideColumns() {
    return VECTORS * L;
  }

  @Override
  public int narrowColumns() {
    return L;
  }

  @Override
  public void start(float[] init, int initAt, float[] c, int cAt, int cStride, int n) {
    for (int row = 0; row < ROWS; row++) {
      FloatVector value = FloatVector.broadcast(F, init[initAt + row]);
      for (int i = 0; i < n; i += L) {
        value.intoArray(c, cAt + row * cStride + i);
      }
    }
  }

  @Override
  public void startOnto(float[] init, int initAt, float[] x, int xAt, int xStride, float[] c, int cAt, int cStride,
      int n) {
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < n; i += L) {
        FloatVector.fromArray(F, x, xAt + row * xStride + i).add(init[initAt + row]).intoArray(c,
            cAt + row * cStride + i);
      }
    }
  }

  @Override
  public void clamp(float low, float high, float[] c, int cAt, int cStride, int n) {
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < n; i += L) {
        int at = cAt + row * cStride + i;
        FloatVector x = FloatVector.fromArray(F, c, at);
        x = x.blend(low, x.compare(VectorOperators.LT, low));
        x.blend(high, x.compare(VectorOperators.GT, high)).intoArray(c, at);
      }
    }
  }

  @Override
  public void wide(float[] a, int aAt, float[] b, int bAt, int bStride, int depth, float[] c, int cAt, int cStride) {
    multiplyWide(a, aAt, b, bAt, bStride, depth, c, cAt, cStride);
  }

  @Override
  public void narrow(float[] a, int aAt, float[] b, int bAt, int bStride, int depth, float[] c, int cAt, int cStride) {
    multiplyNarrow(a, aAt, b, bAt, bStride, depth, c, cAt, cStride);
  }

  @Override
  public void row(float[] a, int aAt, float[] b, int bAt, int panelStride, int depth, float[] c, int cAt, float low,
      float high) {
    VectorSlices.multiply(a, aAt, b, bAt, panelStride, VECTORS, depth, c, cAt, low, high);
  }

  private static void multiplyWide(float[] a, int aAt, float[] b, int bAt, int bStride, int depth, float[] c, int cAt,
      int cStride) {
    int c1 = cAt + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    int c5 = c4 + cStride;
    int c6 = c5 + cStride;
    int c7 = c6 + cStride;
    var s00 = FloatVector.zero(F);
    var s01 = FloatVector.zero(F);
    var s10 = FloatVector.zero(F);
    var s11 = FloatVector.zero(F);
    var s20 = FloatVector.zero(F);
    var s21 = FloatVector.zero(F);
    var s30 = FloatVector.zero(F);
    var s31 = FloatVector.zero(F);
    var s40 = FloatVector.zero(F);
    var s41 = FloatVector.zero(F);
    var s50 = FloatVector.zero(F);
    var s51 = FloatVector.zero(F);
    var s60 = FloatVector.zero(F);
    var s61 = FloatVector.zero(F);
    var s70 = FloatVector.zero(F);
    var s71 = FloatVector.zero(F);
    for (int d = 0; d < depth; d++) {
      int at = bAt + d * bStride;
      var b0 = FloatVector.fromArray(F, b, at);
      var b1 = FloatVector.fromArray(F, b, at + L);
      var a0 = FloatVector.broadcast(F, a[aAt + d * ROWS]);
      s00 = b0.fma(a0, s00);
      s01 = b1.fma(a0, s01);
      var a1 = FloatVector.broadcast(F, a[aAt + d * ROWS + 1]);
      s10 = b0.fma(a1, s10);
      s11 = b1.fma(a1, s11);
      var a2 = FloatVector.broadcast(F, a[aAt + d * ROWS + 2]);
      s20 = b0.fma(a2, s20);
      s21 = b1.fma(a2, s21);
      var a3 = FloatVector.broadcast(F, a[aAt + d * ROWS + 3]);
      s30 = b0.fma(a3, s30);
      s31 = b1.fma(a3, s31);
      var a4 = FloatVector.broadcast(F, a[aAt + d * ROWS + 4]);
      s40 = b0.fma(a4, s40);
      s41 = b1.fma(a4, s41);
      var a5 = FloatVector.broadcast(F, a[aAt + d * ROWS + 5]);
      s50 = b0.fma(a5, s50);
      s51 = b1.fma(a5, s51);
      var a6 = FloatVector.broadcast(F, a[aAt + d * ROWS + 6]);
      s60 = b0.fma(a6, s60);
      s61 = b1.fma(a6, s61);
      var a7 = FloatVector.broadcast(F, a[aAt + d * ROWS + 7]);
      s70 = b0.fma(a7, s70);
      s71 = b1.fma(a7, s71);
    }
    FloatVector.fromArray(F, c, cAt).add(s00).intoArray(c, cAt);
    FloatVector.fromArray(F, c, cAt + L).add(s01).intoArray(c, cAt + L);
    FloatVector.fromArray(F, c, c1).add(s10).intoArray(c, c1);
    FloatVector.fromArray(F, c, c1 + L).add(s11).intoArray(c, c1 + L);
    FloatVector.fromArray(F, c, c2).add(s20).intoArray(c, c2);
    FloatVector.fromArray(F, c, c2 + L).add(s21).intoArray(c, c2 + L);
    FloatVector.fromArray(F, c, c3).add(s30).intoArray(c, c3);
    FloatVector.fromArray(F, c, c3 + L).add(s31).intoArray(c, c3 + L);
    FloatVector.fromArray(F, c, c4).add(s40).intoArray(c, c4);
    FloatVector.fromArray(F, c, c4 + L).add(s41).intoArray(c, c4 + L);
    FloatVector.fromArray(F, c, c5).add(s50).intoArray(c, c5);
    FloatVector.fromArray(F, c, c5 + L).add(s51).intoArray(c, c5 + L);
    FloatVector.fromArray(F, c, c6).add(s60).intoArray(c, c6);
    FloatVector.fromArray(F, c, c6 + L).add(s61).intoArray(c, c6 + L);
    FloatVector.fromArray(F, c, c7).add(s70).intoArray(c, c7);
    FloatVector.fromArray(F, c, c7 + L).add(s71).intoArray(c, c7 + L);
  }

  private static void multiplyNarrow(float[] a, int aAt, float[] b, int bAt, int bStride, int depth, float[] c, int cAt,
      int cStride) {
    int c1 = cAt + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    int c5 = c4 + cStride;
    int c6 = c5 + cStride;
    int c7 = c6 + cStride;
    var s00 = FloatVector.zero(F);
    var s10 = FloatVector.zero(F);
    var s20 = FloatVector.zero(F);
    var s30 = FloatVector.zero(F);
    var s40 = FloatVector.zero(F);
    var s50 = FloatVector.zero(F);
    var s60 = FloatVector.zero(F);
    var s70 = FloatVector.zero(F);
    for (int d = 0; d < depth; d++) {
      int at = bAt + d * bStride;
      var b0 = FloatVector.fromArray(F, b, at);
      s00 = b0.fma(FloatVector.broadcast(F, a[aAt + d * ROWS]), s00);
      s10 = b0.fma(FloatVector.broadcast(F, a[aAt + d * ROWS + 1]), s10);
      s20 = b0.fma(FloatVector.broadcast(F, a[aAt + d * ROWS + 2]), s20);
      s30 = b0.fma(FloatVector.broadcast(F, a[aAt + d * ROWS + 3]), s30);
      s40 = b0.fma(FloatVector.broadcast(F, a[aAt + d * ROWS + 4]), s40);
      s50 = b0.fma(FloatVector.broadcast(F, a[aAt + d * ROWS + 5]), s50);
      s60 = b0.fma(FloatVector.broadcast(F, a[aAt + d * ROWS + 6]), s60);
      s70 = b0.fma(FloatVector.broadcast(F, a[aAt + d * ROWS + 7]), s70);
    }
    FloatVector.fromArray(F, c, cAt).add(s00).intoArray(c, cAt);
    FloatVector.fromArray(F, c, c1).add(s10).intoArray(c, c1);
    FloatVector.fromArray(F, c, c2).add(s20).intoArray(c, c2);
    FloatVector.fromArray(F, c, c3).add(s30).intoArray(c, c3);
    FloatVector.fromArray(F, c, c4).add(s40).intoArray(c, c4);
    FloatVector.fromArray(F, c, c5).add(s50).intoArray(c, c5);
    FloatVector.fromArray(F, c, c6).add(s60).intoArray(c, c6);
    FloatVector.fromArray(F, c, c7).add(s70).intoArray(c, c7);
  }
}
