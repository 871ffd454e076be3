package nacre.kernels.scalar;

import nacre.kernels.call.Curve;
import nacre.kernels.lanes.Elements;

/** Functions of neighbouring elements, one after the other; also what the vector provider does with a rest. */
public final class ScalarElements implements Elements {

  @Override
  public void add(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = a[aAt + i] + b[bAt + i];
    }
  }

  @Override
  public void subtract(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = a[aAt + i] - b[bAt + i];
    }
  }

  @Override
  public void multiply(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = a[aAt + i] * b[bAt + i];
    }
  }

  @Override
  public void divide(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = a[aAt + i] / b[bAt + i];
    }
  }

  @Override
  public void greater(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.max(a[aAt + i], b[bAt + i]);
    }
  }

  @Override
  public void lesser(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.min(a[aAt + i], b[bAt + i]);
    }
  }

  @Override
  public void prelu(float[] x, int xAt, float[] slope, int slopeAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = leaky(x[xAt + i], slope[slopeAt + i]);
    }
  }

  @Override
  public void affine(float[] x, int xAt, float scale, float shift, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.fma(x[xAt + i], scale, shift);
    }
  }

  @Override
  public void affine(float[] x, int xAt, float[] scale, int scaleAt, float[] shift, int shiftAt, float[] out, int outAt,
      int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.fma(x[xAt + i], scale[scaleAt + i], shift[shiftAt + i]);
    }
  }

  @Override
  public void clamp(float[] x, int xAt, float low, float high, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = clamp(x[xAt + i], low, high);
    }
  }

  @Override
  public void curve(Curve curve, float slope, float[] x, int xAt, float[] out, int outAt, int n, float[] spare,
      int spareAt) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = ScalarCurves.apply(curve, slope, x[xAt + i]);
    }
  }

  @Override
  public void exp(float[] x, int xAt, float shift, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = ScalarCurves.exp(x[xAt + i] - shift);
    }
  }

  @Override
  public float sum(float[] x, int xAt, int n, float[] spare, int spareAt) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      s0 += x[xAt + i];
      s1 += x[xAt + i + 1];
      s2 += x[xAt + i + 2];
      s3 += x[xAt + i + 3];
    }
    for (; i < n; i++) {
      s0 += x[xAt + i];
    }
    return s0 + s1 + (s2 + s3);
  }

  @Override
  public float squares(float[] x, int xAt, int n, float centre, float[] spare, int spareAt) {
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 2 <= n; i += 2) {
      float d0 = x[xAt + i] - centre;
      float d1 = x[xAt + i + 1] - centre;
      even = Math.fma(d0, d0, even);
      odd = Math.fma(d1, d1, odd);
    }
    for (; i < n; i++) {
      float d = x[xAt + i] - centre;
      even = Math.fma(d, d, even);
    }
    return even + odd;
  }

  @Override
  public float greatest(float[] x, int xAt, int n, float[] spare, int spareAt) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      greatest = Math.max(greatest, x[xAt + i]);
    }
    return greatest;
  }

  @Override
  public float least(float[] x, int xAt, int n, float[] spare, int spareAt) {
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      least = Math.min(least, x[xAt + i]);
    }
    return least;
  }

  /** {@code x} within {@code low} and {@code high}; NaN stays. */
  public static float clamp(float x, float low, float high) {
    float raised = x < low ? low : x;
    return raised > high ? high : raised;
  }

  /** {@code x} where positive or NaN, {@code x * slope} elsewhere. */
  public static float leaky(float x, float slope) {
    return x < 0 ? x * slope : x;
  }
}
