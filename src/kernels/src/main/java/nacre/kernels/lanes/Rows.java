package nacre.kernels.lanes;

/**
 * Windows that slide over the rows of a plane: depthwise convolution and pooling, and the copies that prepare for them.
 *
 * <p>Reads may reach up to {@link #OVERREAD} elements past what is asked for; the callers' arrays have that room. Writes
 * never do, except where a method says so.
 */
public interface Rows {

  /** How far reads may reach past the elements asked for. */
  int OVERREAD = 32;

  /**
   * For {@code rows} rows of {@code columns} outputs: {@code out[y * outRow + i] = clamp(init + sum over t of
   * w[wAt + t] * x[xAt + offsets[t] + y * xRow + i])}, added in order of t, fused.
   */
  void multiply(float[] x, int xAt, int xRow, int[] offsets, int taps, float[] w, int wAt, float init, float[] out,
      int outAt, int outRow, int rows, int columns, float low, float high);

  /** As {@link #multiply}, with the greatest of the taps instead; NaN if one of them is. */
  void greatest(float[] x, int xAt, int xRow, int[] offsets, int taps, float[] out, int outAt, int outRow, int rows,
      int columns);

  /** As {@link #multiply}, with the sum of the taps instead. */
  void sum(float[] x, int xAt, int xRow, int[] offsets, int taps, float[] out, int outAt, int outRow, int rows,
      int columns);

  /** Copies {@code n} elements, and up to {@link #OVERREAD} more: what follows at the target is overwritten. */
  void copyRun(float[] from, int fromAt, float[] to, int toAt, int n);

  /** Writes {@code n} times {@code value}, and up to {@link #OVERREAD} times more. */
  void fillRun(float value, float[] to, int toAt, int n);

  /** Copies every second of {@code 2 * n - 1} elements, and up to {@link #OVERREAD} more. */
  void copyEverySecond(float[] from, int fromAt, float[] to, int toAt, int n);
}
