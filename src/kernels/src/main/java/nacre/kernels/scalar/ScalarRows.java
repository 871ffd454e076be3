package nacre.kernels.scalar;

import java.util.Arrays;
import nacre.kernels.lanes.Rows;

/** Sliding windows, one output after the other. */
public final class ScalarRows implements Rows {

  @Override
  public void multiply(float[] x, int xAt, int xRow, int[] offsets, int taps, float[] w, int wAt, float init,
      float[] out,
      int outAt, int outRow, int rows, int columns, float low, float high) {
    for (int y = 0; y < rows; y++) {
      int to = outAt + y * outRow;
      Arrays.fill(out, to, to + columns, init);
      for (int t = 0; t < taps; t++) {
        int from = xAt + offsets[t] + y * xRow;
        float weight = w[wAt + t];
        for (int i = 0; i < columns; i++) {
          out[to + i] = Math.fma(weight, x[from + i], out[to + i]);
        }
      }
      for (int i = to; i < to + columns; i++) {
        out[i] = ScalarElements.clamp(out[i], low, high);
      }
    }
  }

  @Override
  public void greatest(float[] x, int xAt, int xRow, int[] offsets, int taps, float[] out, int outAt, int outRow,
      int rows, int columns) {
    for (int y = 0; y < rows; y++) {
      int to = outAt + y * outRow;
      Arrays.fill(out, to, to + columns, Float.NEGATIVE_INFINITY);
      for (int t = 0; t < taps; t++) {
        int from = xAt + offsets[t] + y * xRow;
        for (int i = 0; i < columns; i++) {
          out[to + i] = Math.max(x[from + i], out[to + i]);
        }
      }
    }
  }

  @Override
  public void sum(float[] x, int xAt, int xRow, int[] offsets, int taps, float[] out, int outAt, int outRow, int rows,
      int columns) {
    for (int y = 0; y < rows; y++) {
      int to = outAt + y * outRow;
      Arrays.fill(out, to, to + columns, 0);
      for (int t = 0; t < taps; t++) {
        int from = xAt + offsets[t] + y * xRow;
        for (int i = 0; i < columns; i++) {
          out[to + i] += x[from + i];
        }
      }
    }
  }

  @Override
  public void copyRun(float[] from, int fromAt, float[] to, int toAt, int n) {
    System.arraycopy(from, fromAt, to, toAt, n);
  }

  @Override
  public void fillRun(float value, float[] to, int toAt, int n) {
    Arrays.fill(to, toAt, toAt + n, value);
  }

  @Override
  public void copyEverySecond(float[] from, int fromAt, float[] to, int toAt, int n) {
    for (int i = 0; i < n; i++) {
      to[toAt + i] = from[fromAt + 2 * i];
    }
  }
}
