package nacre.kernels.vector;

import static nacre.kernels.vector.Species.F;
import static nacre.kernels.vector.Species.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import nacre.kernels.lanes.Rows;

/** Sliding windows, four vectors of outputs at a time, then one, the last under a mask. */
final class VectorRows implements Rows {

  private static final VectorShuffle<Float> EVERY_SECOND = VectorShuffle.fromOp(F, lane -> 2 * lane % L);
  private static final VectorMask<Float> UPPER_HALF = VectorMask.fromLong(F, -1L << L / 2 & (1L << L) - 1);

  @Override
  public void multiply(float[] x, int xAt, int xRow, int[] offsets, int taps, float[] w, int wAt, float init, float[] out,
      int outAt, int outRow, int rows, int columns, float low, float high) {
    int fours = columns / (4 * L) * (4 * L);
    int ones = columns / L * L;
    VectorMask<Float> rest = F.indexInRange(ones, columns);
    for (int y = 0; y < rows; y++) {
      int from = xAt + y * xRow;
      int to = outAt + y * outRow;
      for (int i = 0; i < fours; i += 4 * L) {
        multiplyFour(x, from + i, offsets, taps, w, wAt, init, out, to + i, low, high);
      }
      for (int i = fours; i < ones; i += L) {
        multiplyOne(x, from + i, offsets, taps, w, wAt, init, low, high).intoArray(out, to + i);
      }
      if (ones < columns) {
        multiplyOne(x, from + ones, offsets, taps, w, wAt, init, low, high).intoArray(out, to + ones, rest);
      }
    }
  }

  private static void multiplyFour(float[] x, int from, int[] offsets, int taps, float[] w, int wAt, float init, float[] out,
      int to, float low, float high) {
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
    Clamp.clamp(s0, low, high).intoArray(out, to);
    Clamp.clamp(s1, low, high).intoArray(out, to + L);
    Clamp.clamp(s2, low, high).intoArray(out, to + 2 * L);
    Clamp.clamp(s3, low, high).intoArray(out, to + 3 * L);
  }

  private static FloatVector multiplyOne(float[] x, int from, int[] offsets, int taps, float[] w, int wAt, float init,
      float low, float high) {
    FloatVector sum = FloatVector.broadcast(F, init);
    for (int t = 0; t < taps; t++) {
      sum = FloatVector.fromArray(F, x, from + offsets[t]).fma(FloatVector.broadcast(F, w[wAt + t]), sum);
    }
    return Clamp.clamp(sum, low, high);
  }

  @Override
  public void greatest(float[] x, int xAt, int xRow, int[] offsets, int taps, float[] out, int outAt, int outRow,
      int rows, int columns) {
    int ones = columns / L * L;
    VectorMask<Float> rest = F.indexInRange(ones, columns);
    for (int y = 0; y < rows; y++) {
      int from = xAt + y * xRow;
      int to = outAt + y * outRow;
      for (int i = 0; i < ones; i += L) {
        greatestOne(x, from + i, offsets, taps).intoArray(out, to + i);
      }
      if (ones < columns) {
        greatestOne(x, from + ones, offsets, taps).intoArray(out, to + ones, rest);
      }
    }
  }

  private static FloatVector greatestOne(float[] x, int from, int[] offsets, int taps) {
    FloatVector greatest = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    for (int t = 0; t < taps; t++) {
      greatest = greatest.max(FloatVector.fromArray(F, x, from + offsets[t]));
    }
    return greatest;
  }

  @Override
  public void sum(float[] x, int xAt, int xRow, int[] offsets, int taps, float[] out, int outAt, int outRow, int rows,
      int columns) {
    int ones = columns / L * L;
    VectorMask<Float> rest = F.indexInRange(ones, columns);
    for (int y = 0; y < rows; y++) {
      int from = xAt + y * xRow;
      int to = outAt + y * outRow;
      for (int i = 0; i < ones; i += L) {
        sumOne(x, from + i, offsets, taps).intoArray(out, to + i);
      }
      if (ones < columns) {
        sumOne(x, from + ones, offsets, taps).intoArray(out, to + ones, rest);
      }
    }
  }

  private static FloatVector sumOne(float[] x, int from, int[] offsets, int taps) {
    FloatVector sum = FloatVector.zero(F);
    for (int t = 0; t < taps; t++) {
      sum = sum.add(FloatVector.fromArray(F, x, from + offsets[t]));
    }
    return sum;
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
