package nacre.kernels.vector;

import static nacre.kernels.vector.Species.F;
import static nacre.kernels.vector.Species.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import nacre.kernels.call.Curve;

/** Curves that are a few exact operations of a vector, along runs of whole vectors. */
final class VectorPlainCurves {

  /** From here on every float is a whole number; adding and subtracting it rounds what is less. */
  private static final float WHOLE = 0x1p23f;
  private static final int SIGN_BIT = Integer.MIN_VALUE;

  private VectorPlainCurves() {}

  static void run(Curve curve, float slope, float[] x, int xAt, float[] out, int outAt, int n) {
    switch (curve) {
      case LEAKY -> leaky(slope, x, xAt, out, outAt, n);
      case ABS, NEG -> sign(curve == Curve.ABS ? 0 : -1, x, xAt, out, outAt, n);
      case SIGN -> signum(x, xAt, out, outAt, n);
      case SQRT -> root(x, xAt, out, outAt, n);
      case RSQRT -> reciprocalRoot(x, xAt, out, outAt, n);
      case RECIPROCAL -> reciprocal(x, xAt, out, outAt, n);
      case ROUND -> round(0, x, xAt, out, outAt, n);
      case FLOOR -> round(-1, x, xAt, out, outAt, n);
      case CEIL -> round(1, x, xAt, out, outAt, n);
      default -> throw new IllegalArgumentException(curve + " is more than a few operations");
    }
  }

  private static void leaky(float slope, float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      v.blend(v.mul(slope), v.compare(VectorOperators.LT, 0)).intoArray(out, outAt + i);
    }
  }

  /** Without the sign, or with the other one where {@code flip} has all bits. */
  private static void sign(int flip, float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      IntVector bits = FloatVector.fromArray(F, x, xAt + i).reinterpretAsInts();
      IntVector changed = bits.lanewise(VectorOperators.XOR, SIGN_BIT).and(flip).lanewise(VectorOperators.OR,
          bits.and(~SIGN_BIT));
      changed.reinterpretAsFloats().intoArray(out, outAt + i);
    }
  }

  private static void signum(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector above = v.blend(1, v.compare(VectorOperators.GT, 0));
      above.blend(-1, v.compare(VectorOperators.LT, 0)).intoArray(out, outAt + i);
    }
  }

  private static void root(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xAt + i).sqrt().intoArray(out, outAt + i);
    }
  }

  private static void reciprocalRoot(float[] x, int xAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(F, 1);
    for (int i = 0; i < n; i += L) {
      one.div(FloatVector.fromArray(F, x, xAt + i).sqrt()).intoArray(out, outAt + i);
    }
  }

  private static void reciprocal(float[] x, int xAt, float[] out, int outAt, int n) {
    FloatVector one = FloatVector.broadcast(F, 1);
    for (int i = 0; i < n; i += L) {
      one.div(FloatVector.fromArray(F, x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  /** To the nearest whole number, then one to the given side where that is on the other side of {@code x}. */
  private static void round(int side, float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      IntVector signs = v.reinterpretAsInts().and(SIGN_BIT);
      FloatVector rounded = v.abs().add(WHOLE).sub(WHOLE);
      FloatVector nearest = rounded.reinterpretAsInts().lanewise(VectorOperators.OR, signs).reinterpretAsFloats();
      FloatVector moved = nearest.blend(nearest.add(side), v.sub(nearest).mul(side).compare(VectorOperators.GT, 0));
      FloatVector signed = moved.abs().reinterpretAsInts().lanewise(VectorOperators.OR, signs).reinterpretAsFloats();
      v.blend(signed, v.abs().compare(VectorOperators.LT, WHOLE)).intoArray(out, outAt + i);
    }
  }
}
