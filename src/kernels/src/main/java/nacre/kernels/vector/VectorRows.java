package nacre.kernels.vector;

import static nacre.kernels.vector.Species.F;
import static nacre.kernels.vector.Species.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import nacre.kernels.lanes.Rows;

/**
 * Sliding windows, whole vectors of outputs at a time, the last of a row under a mask.
 *
 * <p>No vector is ever an argument or a result of a method here: where the compiler declines to inline, it would be boxed.
 */
final class VectorRows implements Rows {

  private static final VectorShuffle<Float> EVERY_SECOND = VectorShuffle.fromOp(F, lane -> 2 * lane % L);
  private static final VectorMask<Float> UPPER_HALF = VectorMask.fromLong(F, -1L << L / 2 & (1L << L) - 1);

  @Override
  public void multiply(float[] x, int xAt, int xRow, int[] offsets, int taps, float[] w, int wAt, float init,
      float[] out,
      int outAt, int outRow, int rows, int columns, float low, float high) {
    int done = 0;
    if (taps == 9 && columns >= L && offsets[3] - offsets[0] == xRow && offsets[6] - offsets[3] == xRow) {
      done = rows / ThreeByThree.ROWS * ThreeByThree.ROWS;
      for (int y = 0; y < done; y += ThreeByThree.ROWS) {
        ThreeByThree.multiply(x, xAt + offsets[0] + y * xRow, xRow, offsets[1] - offsets[0], offsets[2] - offsets[0], w,
            wAt,
            init, out, outAt + y * outRow, outRow, columns);
      }
    }
    for (int y = done; y < rows; y++) {
      multiplyRow(x, xAt + y * xRow, offsets, taps, w, wAt, init, out, outAt + y * outRow, columns);
    }
    for (int y = 0; y < rows; y++) {
      clamp(out, outAt + y * outRow, columns, low, high);
    }
  }

  private static void multiplyRow(float[] x, int from, int[] offsets, int taps, float[] w, int wAt, float init,
      float[] out,
      int to, int columns) {
    int i = 0;
    for (; i + 4 * L <= columns; i += 4 * L) {
      multiplyFour(x, from + i, offsets, taps, w, wAt, init, out, to + i);
    }
    for (; i + L <= columns; i += L) {
      multiplyOne(x, from + i, offsets, taps, w, wAt, init, out, to + i);
    }
    if (i < columns) {
      multiplyRest(x, from + i, offsets, taps, w, wAt, init, out, to + i, columns - i);
    }
  }

  private static void multiplyFour(float[] x, int from, int[] offsets, int taps, float[] w, int wAt, float init,
      float[] out,
      int to) {
    FloatVector s0 = FloatVector.broadcast(F, init);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int t = 0; t < taps; t++) {
      int at = from + offsets[t];
      FloatVector weight = FloatVector.broadcast(F, w[wAt + t]);
      s0 = FloatVector.fromArray(F, x, at).fma(weight, s0);
      s1 = FloatVector.fromArray(F, x, at + L).fma(weight, s1);
      s2 = FloatVector.fromArray(F, x, at + 2 * L).fma(weight, s2);
      s3 = FloatVector.fromArray(F, x, at + 3 * L).fma(weight, s3);
    }
    s0.intoArray(out, to);
    s1.intoArray(out, to + L);
    s2.intoArray(out, to + 2 * L);
    s3.intoArray(out, to + 3 * L);
  }

  private static void multiplyOne(float[] x, int from, int[] offsets, int taps, float[] w, int wAt, float init,
      float[] out,
      int to) {
    FloatVector sum = FloatVector.broadcast(F, init);
    for (int t = 0; t < taps; t++) {
      sum = FloatVector.fromArray(F, x, from + offsets[t]).fma(FloatVector.broadcast(F, w[wAt + t]), sum);
    }
    sum.intoArray(out, to);
  }

  private static void multiplyRest(float[] x, int from, int[] offsets, int taps, float[] w, int wAt, float init,
      float[] out, int to, int n) {
    FloatVector sum = FloatVector.broadcast(F, init);
    for (int t = 0; t < taps; t++) {
      sum = FloatVector.fromArray(F, x, from + offsets[t]).fma(FloatVector.broadcast(F, w[wAt + t]), sum);
    }
    sum.intoArray(out, to, F.indexInRange(0, n));
  }

  private static void clamp(float[] x, int at, int n, float low, float high) {
    if (low == Float.NEGATIVE_INFINITY && high == Float.POSITIVE_INFINITY) {
      return;
    }
    int i = at;
    for (; i + L <= at + n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, i);
      v = v.blend(low, v.compare(VectorOperators.LT, low));
      v.blend(high, v.compare(VectorOperators.GT, high)).intoArray(x, i);
    }
    for (; i < at + n; i++) {
      float raised = x[i] < low ? low : x[i];
      x[i] = raised > high ? high : raised;
    }
  }

  @Override
  public void greatest(float[] x, int xAt, int xRow, int[] offsets, int taps, float[] out, int outAt, int outRow,
      int rows, int columns) {
    for (int y = 0; y < rows; y++) {
      greatestRow(x, xAt + y * xRow, offsets, taps, out, outAt + y * outRow, columns);
    }
  }

  private static void greatestRow(float[] x, int from, int[] offsets, int taps, float[] out, int to, int columns) {
    for (int i = 0; i < columns; i += L) {
      FloatVector greatest = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
      for (int t = 0; t < taps; t++) {
        greatest = greatest.max(FloatVector.fromArray(F, x, from + offsets[t] + i));
      }
      if (i + L <= columns) {
        greatest.intoArray(out, to + i);
      } else {
        greatest.intoArray(out, to + i, F.indexInRange(i, columns));
      }
    }
  }

  @Override
  public void sum(float[] x, int xAt, int xRow, int[] offsets, int taps, float[] out, int outAt, int outRow, int rows,
      int columns) {
    for (int y = 0; y < rows; y++) {
      sumRow(x, xAt + y * xRow, offsets, taps, out, outAt + y * outRow, columns);
    }
  }

  private static void sumRow(float[] x, int from, int[] offsets, int taps, float[] out, int to, int columns) {
    for (int i = 0; i < columns; i += L) {
      FloatVector sum = FloatVector.zero(F);
      for (int t = 0; t < taps; t++) {
        sum = sum.add(FloatVector.fromArray(F, x, from + offsets[t] + i));
      }
      if (i + L <= columns) {
        sum.intoArray(out, to + i);
      } else {
        sum.intoArray(out, to + i, F.indexInRange(i, columns));
      }
    }
  }

  @Override
  public void copyRun(float[] from, int fromAt, float[] to, int toAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, from, fromAt + i).intoArray(to, toAt + i);
    }
  }

  @Override
  public void fillRun(float value, float[] to, int toAt, int n) {
    FloatVector filled = FloatVector.broadcast(F, value);
    for (int i = 0; i < n; i += L) {
      filled.intoArray(to, toAt + i);
    }
  }

  @Override
  public void copyEverySecond(float[] from, int fromAt, float[] to, int toAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector lower = FloatVector.fromArray(F, from, fromAt + 2 * i).rearrange(EVERY_SECOND);
      FloatVector upper = FloatVector.fromArray(F, from, fromAt + 2 * i + L).rearrange(EVERY_SECOND);
      lower.blend(upper, UPPER_HALF).intoArray(to, toAt + i);
    }
  }
}
