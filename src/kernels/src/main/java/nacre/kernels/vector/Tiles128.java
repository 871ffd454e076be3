package nacre.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import nacre.kernels.lanes.Tiles;

/** Four rows of four 4-lane vectors: 16 of 32 registers accumulate. */
final class Tiles128 implements Tiles {

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_128;
  private static final int L = 4;
  private static final int ROWS = 4;
  private static final int VECTORS = 4;

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
    var s00 = FloatVector.zero(F);
    var s01 = FloatVector.zero(F);
    var s02 = FloatVector.zero(F);
    var s03 = FloatVector.zero(F);
    var s10 = FloatVector.zero(F);
    var s11 = FloatVector.zero(F);
    var s12 = FloatVector.zero(F);
    var s13 = FloatVector.zero(F);
    var s20 = FloatVector.zero(F);
    var s21 = FloatVector.zero(F);
    var s22 = FloatVector.zero(F);
    var s23 = FloatVector.zero(F);
    var s30 = FloatVector.zero(F);
    var s31 = FloatVector.zero(F);
    var s32 = FloatVector.zero(F);
    var s33 = FloatVector.zero(F);
    for (int d = 0; d < depth; d++) {
      int at = bAt + d * bStride;
      var b0 = FloatVector.fromArray(F, b, at);
      var b1 = FloatVector.fromArray(F, b, at + L);
      var b2 = FloatVector.fromArray(F, b, at + 2 * L);
      var b3 = FloatVector.fromArray(F, b, at + 3 * L);
      var a0 = FloatVector.broadcast(F, a[aAt + d * ROWS]);
      s00 = b0.fma(a0, s00);
      s01 = b1.fma(a0, s01);
      s02 = b2.fma(a0, s02);
      s03 = b3.fma(a0, s03);
      var a1 = FloatVector.broadcast(F, a[aAt + d * ROWS + 1]);
      s10 = b0.fma(a1, s10);
      s11 = b1.fma(a1, s11);
      s12 = b2.fma(a1, s12);
      s13 = b3.fma(a1, s13);
      var a2 = FloatVector.broadcast(F, a[aAt + d * ROWS + 2]);
      s20 = b0.fma(a2, s20);
      s21 = b1.fma(a2, s21);
      s22 = b2.fma(a2, s22);
      s23 = b3.fma(a2, s23);
      var a3 = FloatVector.broadcast(F, a[aAt + d * ROWS + 3]);
      s30 = b0.fma(a3, s30);
      s31 = b1.fma(a3, s31);
      s32 = b2.fma(a3, s32);
      s33 = b3.fma(a3, s33);
    }
    FloatVector.fromArray(F, c, cAt).add(s00).intoArray(c, cAt);
    FloatVector.fromArray(F, c, cAt + L).add(s01).intoArray(c, cAt + L);
    FloatVector.fromArray(F, c, cAt + 2 * L).add(s02).intoArray(c, cAt + 2 * L);
    FloatVector.fromArray(F, c, cAt + 3 * L).add(s03).intoArray(c, cAt + 3 * L);
    FloatVector.fromArray(F, c, c1).add(s10).intoArray(c, c1);
    FloatVector.fromArray(F, c, c1 + L).add(s11).intoArray(c, c1 + L);
    FloatVector.fromArray(F, c, c1 + 2 * L).add(s12).intoArray(c, c1 + 2 * L);
    FloatVector.fromArray(F, c, c1 + 3 * L).add(s13).intoArray(c, c1 + 3 * L);
    FloatVector.fromArray(F, c, c2).add(s20).intoArray(c, c2);
    FloatVector.fromArray(F, c, c2 + L).add(s21).intoArray(c, c2 + L);
    FloatVector.fromArray(F, c, c2 + 2 * L).add(s22).intoArray(c, c2 + 2 * L);
    FloatVector.fromArray(F, c, c2 + 3 * L).add(s23).intoArray(c, c2 + 3 * L);
    FloatVector.fromArray(F, c, c3).add(s30).intoArray(c, c3);
    FloatVector.fromArray(F, c, c3 + L).add(s31).intoArray(c, c3 + L);
    FloatVector.fromArray(F, c, c3 + 2 * L).add(s32).intoArray(c, c3 + 2 * L);
    FloatVector.fromArray(F, c, c3 + 3 * L).add(s33).intoArray(c, c3 + 3 * L);
  }

  private static void multiplyNarrow(float[] a, int aAt, float[] b, int bAt, int bStride, int depth, float[] c, int cAt,
      int cStride) {
    int c1 = cAt + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    var s00 = FloatVector.zero(F);
    var s10 = FloatVector.zero(F);
    var s20 = FloatVector.zero(F);
    var s30 = FloatVector.zero(F);
    for (int d = 0; d < depth; d++) {
      int at = bAt + d * bStride;
      var b0 = FloatVector.fromArray(F, b, at);
      s00 = b0.fma(FloatVector.broadcast(F, a[aAt + d * ROWS]), s00);
      s10 = b0.fma(FloatVector.broadcast(F, a[aAt + d * ROWS + 1]), s10);
      s20 = b0.fma(FloatVector.broadcast(F, a[aAt + d * ROWS + 2]), s20);
      s30 = b0.fma(FloatVector.broadcast(F, a[aAt + d * ROWS + 3]), s30);
    }
    FloatVector.fromArray(F, c, cAt).add(s00).intoArray(c, cAt);
    FloatVector.fromArray(F, c, c1).add(s10).intoArray(c, c1);
    FloatVector.fromArray(F, c, c2).add(s20).intoArray(c, c2);
    FloatVector.fromArray(F, c, c3).add(s30).intoArray(c, c3);
  }
}
