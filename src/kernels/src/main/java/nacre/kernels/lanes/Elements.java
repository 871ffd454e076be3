package nacre.kernels.lanes;

import nacre.kernels.call.Curve;

/**
 * Functions of {@code n} neighbouring elements. An element's bits depend on its operands only, not on its place, so a run may
 * be cut anywhere. The output may be an operand at the same place.
 */
public interface Elements {

  void add(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n);

  void subtract(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n);

  void multiply(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n);

  void divide(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n);

  /** The greater of the two; NaN if one of them is. */
  void greater(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n);

  /** The lesser of the two; NaN if one of them is. */
  void lesser(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n);

  /** {@code x} where positive or NaN, {@code x * slope} elsewhere. */
  void prelu(float[] x, int xAt, float[] slope, int slopeAt, float[] out, int outAt, int n);

  /** {@code x * scale + shift}, rounded once. */
  void affine(float[] x, int xAt, float scale, float shift, float[] out, int outAt, int n);

  /** {@code x * scale + shift}, rounded once. */
  void affine(float[] x, int xAt, float[] scale, int scaleAt, float[] shift, int shiftAt, float[] out, int outAt,
      int n);

  /** {@code x}, but at least {@code low} and at most {@code high}; NaN stays. */
  void clamp(float[] x, int xAt, float low, float high, float[] out, int outAt, int n);

  /** {@code slope} is that of a curve that {@linkplain Curve#isSloped has one}; {@code spare} has room for {@link #SPARE}. */
  void curve(Curve curve, float slope, float[] x, int xAt, float[] out, int outAt, int n, float[] spare, int spareAt);

  /** {@code exp(x - shift)} */
  void exp(float[] x, int xAt, float shift, float[] out, int outAt, int n);

  /** The sum, in an order that depends on {@code n} only; {@code spare} has room for {@link #SPARE}. */
  float sum(float[] x, int xAt, int n, float[] spare, int spareAt);

  /** The sum of {@code (x - centre)^2}, in an order that depends on {@code n} only. */
  float squares(float[] x, int xAt, int n, float centre, float[] spare, int spareAt);

  /** The greatest; NaN if one is, negative infinity of none. */
  float greatest(float[] x, int xAt, int n, float[] spare, int spareAt);

  /** The least; NaN if one is, infinity of none. */
  float least(float[] x, int xAt, int n, float[] spare, int spareAt);

  /** Elements of scratch memory that some functions need. */
  int SPARE = 256;
}
