package nacre.kernels.vector;

import static nacre.kernels.vector.Species.F;
import static nacre.kernels.vector.Species.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import nacre.kernels.call.Curve;
import nacre.kernels.lanes.Elements;
import nacre.kernels.scalar.ScalarElements;

/** Functions of neighbouring elements: whole vectors, then the rest one by one with the same bits. */
final class VectorElements implements Elements {

  private final ScalarElements rest = new ScalarElements();

  @Override
  public void add(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n) {
    int i = 0;
    for (; i < n - n % L; i += L) {
      FloatVector.fromArray(F, a, aAt + i).add(FloatVector.fromArray(F, b, bAt + i)).intoArray(out, outAt + i);
    }
    rest.add(a, aAt + i, b, bAt + i, out, outAt + i, n - i);
  }

  @Override
  public void subtract(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n) {
    int i = 0;
    for (; i < n - n % L; i += L) {
      FloatVector.fromArray(F, a, aAt + i).sub(FloatVector.fromArray(F, b, bAt + i)).intoArray(out, outAt + i);
    }
    rest.subtract(a, aAt + i, b, bAt + i, out, outAt + i, n - i);
  }

  @Override
  public void multiply(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n) {
    int i = 0;
    for (; i < n - n % L; i += L) {
      FloatVector.fromArray(F, a, aAt + i).mul(FloatVector.fromArray(F, b, bAt + i)).intoArray(out, outAt + i);
    }
    rest.multiply(a, aAt + i, b, bAt + i, out, outAt + i, n - i);
  }

  @Override
  public void divide(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n) {
    int i = 0;
    for (; i < n - n % L; i += L) {
      FloatVector.fromArray(F, a, aAt + i).div(FloatVector.fromArray(F, b, bAt + i)).intoArray(out, outAt + i);
    }
    rest.divide(a, aAt + i, b, bAt + i, out, outAt + i, n - i);
  }

  @Override
  public void greater(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n) {
    int i = 0;
    for (; i < n - n % L; i += L) {
      FloatVector.fromArray(F, a, aAt + i).max(FloatVector.fromArray(F, b, bAt + i)).intoArray(out, outAt + i);
    }
    rest.greater(a, aAt + i, b, bAt + i, out, outAt + i, n - i);
  }

  @Override
  public void lesser(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int n) {
    int i = 0;
    for (; i < n - n % L; i += L) {
      FloatVector.fromArray(F, a, aAt + i).min(FloatVector.fromArray(F, b, bAt + i)).intoArray(out, outAt + i);
    }
    rest.lesser(a, aAt + i, b, bAt + i, out, outAt + i, n - i);
  }

  @Override
  public void prelu(float[] x, int xAt, float[] slope, int slopeAt, float[] out, int outAt, int n) {
    int i = 0;
    for (; i < n - n % L; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector sloped = v.mul(FloatVector.fromArray(F, slope, slopeAt + i));
      v.blend(sloped, v.compare(VectorOperators.LT, 0)).intoArray(out, outAt + i);
    }
    rest.prelu(x, xAt + i, slope, slopeAt + i, out, outAt + i, n - i);
  }

  @Override
  public void affine(float[] x, int xAt, float scale, float shift, float[] out, int outAt, int n) {
    FloatVector scales = FloatVector.broadcast(F, scale);
    FloatVector shifts = FloatVector.broadcast(F, shift);
    int i = 0;
    for (; i < n - n % L; i += L) {
      FloatVector.fromArray(F, x, xAt + i).fma(scales, shifts).intoArray(out, outAt + i);
    }
    rest.affine(x, xAt + i, scale, shift, out, outAt + i, n - i);
  }

  @Override
  public void affine(float[] x, int xAt, float[] scale, int scaleAt, float[] shift, int shiftAt, float[] out, int outAt,
      int n) {
    int i = 0;
    for (; i < n - n % L; i += L) {
      FloatVector scales = FloatVector.fromArray(F, scale, scaleAt + i);
      FloatVector shifts = FloatVector.fromArray(F, shift, shiftAt + i);
      FloatVector.fromArray(F, x, xAt + i).fma(scales, shifts).intoArray(out, outAt + i);
    }
    rest.affine(x, xAt + i, scale, scaleAt + i, shift, shiftAt + i, out, outAt + i, n - i);
  }

  @Override
  public void clamp(float[] x, int xAt, float low, float high, float[] out, int outAt, int n) {
    int i = 0;
    for (; i < n - n % L; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      v = v.blend(low, v.compare(VectorOperators.LT, low));
      v.blend(high, v.compare(VectorOperators.GT, high)).intoArray(out, outAt + i);
    }
    rest.clamp(x, xAt + i, low, high, out, outAt + i, n - i);
  }

  @Override
  public void curve(Curve curve, float slope, float[] x, int xAt, float[] out, int outAt, int n, float[] spare,
      int spareAt) {
    int whole = n - n % L;
    switch (curve) {
      case NONE -> System.arraycopy(x, xAt, out, outAt, whole);
      case LEAKY, ABS, NEG, SIGN, SQRT, RSQRT, RECIPROCAL, ROUND, FLOOR, CEIL ->
          VectorPlainCurves.run(curve, slope, x, xAt, out, outAt, whole);
      case EXP -> VectorExp.run(x, xAt, 0, out, outAt, whole);
      case LOG -> VectorLog.run(x, xAt, out, outAt, whole);
      case SIN -> VectorTrigonometry.run(0, x, xAt, out, outAt, whole, spare, spareAt);
      case COS -> VectorTrigonometry.run(1, x, xAt, out, outAt, whole, spare, spareAt);
      case SIGMOID, TANH, GELU, GELU_TANH, SILU, ERF, ELU, SOFTPLUS, MISH ->
          VectorCurves.run(curve, slope, x, xAt, out, outAt, whole, spare, spareAt);
      case TAN, ASIN, ACOS, ATAN, SINH, COSH, ASINH, ACOSH, ATANH ->
          rest.curve(curve, slope, x, xAt, out, outAt, whole, spare, spareAt);
    }
    rest.curve(curve, slope, x, xAt + whole, out, outAt + whole, n - whole, spare, spareAt);
  }

  @Override
  public void exp(float[] x, int xAt, float shift, float[] out, int outAt, int n) {
    int whole = n - n % L;
    VectorExp.run(x, xAt, shift, out, outAt, whole);
    rest.exp(x, xAt + whole, shift, out, outAt + whole, n - whole);
  }

  @Override
  public float sum(float[] x, int xAt, int n, float[] spare, int spareAt) {
    if (n < 2 * L) {
      return rest.sum(x, xAt, n, spare, spareAt);
    }
    FloatVector even = FloatVector.zero(F);
    FloatVector odd = FloatVector.zero(F);
    int i = 0;
    for (; i < n - n % (2 * L); i += 2 * L) {
      even = even.add(FloatVector.fromArray(F, x, xAt + i));
      odd = odd.add(FloatVector.fromArray(F, x, xAt + i + L));
    }
    even.add(odd).intoArray(spare, spareAt);
    return total(spare, spareAt) + rest.sum(x, xAt + i, n - i, spare, spareAt);
  }

  @Override
  public float squares(float[] x, int xAt, int n, float centre, float[] spare, int spareAt) {
    if (n < 2 * L) {
      return rest.squares(x, xAt, n, centre, spare, spareAt);
    }
    FloatVector even = FloatVector.zero(F);
    FloatVector odd = FloatVector.zero(F);
    int i = 0;
    for (; i < n - n % (2 * L); i += 2 * L) {
      FloatVector first = FloatVector.fromArray(F, x, xAt + i).sub(centre);
      FloatVector second = FloatVector.fromArray(F, x, xAt + i + L).sub(centre);
      even = first.fma(first, even);
      odd = second.fma(second, odd);
    }
    even.add(odd).intoArray(spare, spareAt);
    return total(spare, spareAt) + rest.squares(x, xAt + i, n - i, centre, spare, spareAt);
  }

  @Override
  public float greatest(float[] x, int xAt, int n, float[] spare, int spareAt) {
    if (n < L) {
      return rest.greatest(x, xAt, n, spare, spareAt);
    }
    FloatVector greatest = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i < n - n % L; i += L) {
      greatest = greatest.max(FloatVector.fromArray(F, x, xAt + i));
    }
    greatest.intoArray(spare, spareAt);
    return Math.max(rest.greatest(spare, spareAt, L, spare, spareAt), rest.greatest(x, xAt + i, n - i, spare, spareAt));
  }

  @Override
  public float least(float[] x, int xAt, int n, float[] spare, int spareAt) {
    if (n < L) {
      return rest.least(x, xAt, n, spare, spareAt);
    }
    FloatVector least = FloatVector.broadcast(F, Float.POSITIVE_INFINITY);
    int i = 0;
    for (; i < n - n % L; i += L) {
      least = least.min(FloatVector.fromArray(F, x, xAt + i));
    }
    least.intoArray(spare, spareAt);
    return Math.min(rest.least(spare, spareAt, L, spare, spareAt), rest.least(x, xAt + i, n - i, spare, spareAt));
  }

  /** Adds the lanes up in a fixed order: halves onto halves. */
  private static float total(float[] spare, int spareAt) {
    for (int half = L / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        spare[spareAt + lane] += spare[spareAt + half + lane];
      }
    }
    return spare[spareAt];
  }
}
