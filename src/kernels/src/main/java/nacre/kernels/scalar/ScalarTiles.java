package nacre.kernels.scalar;

import java.util.Arrays;
import nacre.kernels.lanes.Tiles;

/** Tiles of four rows and three columns in local variables. */
final class ScalarTiles implements Tiles {

  private static final int ROWS = 4;
  private static final int COLUMNS = 3;

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int wideColumns() {
    return COLUMNS;
  }

  @Override
  public int narrowColumns() {
    return COLUMNS;
  }

  @Override
  public void start(float[] init, int initAt, float[] c, int cAt, int cStride, int n) {
    for (int row = 0; row < ROWS; row++) {
      Arrays.fill(c, cAt + row * cStride, cAt + row * cStride + n, init[initAt + row]);
    }
  }

  @Override
  public void startOnto(float[] init, int initAt, float[] x, int xAt, int xStride, float[] c, int cAt, int cStride,
      int n) {
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < n; i++) {
        c[cAt + row * cStride + i] = x[xAt + row * xStride + i] + init[initAt + row];
      }
    }
  }

  @Override
  public void clamp(float low, float high, float[] c, int cAt, int cStride, int n) {
    for (int row = 0; row < ROWS; row++) {
      clampRow(c, cAt + row * cStride, n, low, high);
    }
  }

  @Override
  public void wide(float[] a, int aAt, float[] b, int bAt, int bStride, int depth, float[] c, int cAt, int cStride) {
    multiply(a, aAt, b, bAt, bStride, depth, c, cAt, cStride);
  }

  @Override
  public void narrow(float[] a, int aAt, float[] b, int bAt, int bStride, int depth, float[] c, int cAt, int cStride) {
    multiply(a, aAt, b, bAt, bStride, depth, c, cAt, cStride);
  }

  private static void multiply(float[] a, int aAt, float[] b, int bAt, int bStride, int depth, float[] c, int cAt,
      int cStride) {
    int c1 = cAt + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    float s00 = 0, s01 = 0, s02 = 0;
    float s10 = 0, s11 = 0, s12 = 0;
    float s20 = 0, s21 = 0, s22 = 0;
    float s30 = 0, s31 = 0, s32 = 0;
    for (int d = 0; d < depth; d++) {
      int at = bAt + d * bStride;
      float b0 = b[at], b1 = b[at + 1], b2 = b[at + 2];
      float a0 = a[aAt + d * ROWS];
      s00 = Math.fma(a0, b0, s00);
      s01 = Math.fma(a0, b1, s01);
      s02 = Math.fma(a0, b2, s02);
      float a1 = a[aAt + d * ROWS + 1];
      s10 = Math.fma(a1, b0, s10);
      s11 = Math.fma(a1, b1, s11);
      s12 = Math.fma(a1, b2, s12);
      float a2 = a[aAt + d * ROWS + 2];
      s20 = Math.fma(a2, b0, s20);
      s21 = Math.fma(a2, b1, s21);
      s22 = Math.fma(a2, b2, s22);
      float a3 = a[aAt + d * ROWS + 3];
      s30 = Math.fma(a3, b0, s30);
      s31 = Math.fma(a3, b1, s31);
      s32 = Math.fma(a3, b2, s32);
    }
    add(c, cAt, s00, s01, s02);
    add(c, c1, s10, s11, s12);
    add(c, c2, s20, s21, s22);
    add(c, c3, s30, s31, s32);
  }

  private static void add(float[] c, int at, float s0, float s1, float s2) {
    c[at] += s0;
    c[at + 1] += s1;
    c[at + 2] += s2;
  }

  @Override
  public void row(float[] a, int aAt, float[] b, int bAt, int panelStride, int depth, float[] c, int cAt, float low,
      float high) {
    for (int slice = 0; slice < SLICES; slice++) {
      for (int from = 0; from < depth; from += DEPTH) {
        int count = Math.min(DEPTH, depth - from);
        addSlice(a, aAt + from, b, bAt + slice * panelStride + from * COLUMNS, count, c, cAt + slice * COLUMNS);
      }
    }
    clampRow(c, cAt, SLICES * COLUMNS, low, high);
  }

  private static void addSlice(float[] a, int aAt, float[] b, int bAt, int depth, float[] c, int cAt) {
    float s0 = 0, s1 = 0, s2 = 0;
    for (int d = 0; d < depth; d++) {
      float a0 = a[aAt + d];
      s0 = Math.fma(a0, b[bAt + d * COLUMNS], s0);
      s1 = Math.fma(a0, b[bAt + d * COLUMNS + 1], s1);
      s2 = Math.fma(a0, b[bAt + d * COLUMNS + 2], s2);
    }
    add(c, cAt, s0, s1, s2);
  }

  private static void clampRow(float[] c, int cAt, int n, float low, float high) {
    for (int i = cAt; i < cAt + n; i++) {
      c[i] = ScalarElements.clamp(c[i], low, high);
    }
  }
}
