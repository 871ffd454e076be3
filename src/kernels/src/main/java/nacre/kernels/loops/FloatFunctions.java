package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.ELEMENTS;

import nacre.kernels.call.Epilogue;
import nacre.kernels.call.Pointwise.Function;

/** Functions of corresponding floats that lie next to each other. */
final class FloatFunctions {

  private FloatFunctions() {}

  /** Operands that the function does not have are not looked at. The result may be where an operand is. */
  static void compute(Function function, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt,
      int n) {
    switch (function) {
      case ADD -> ELEMENTS.add(a, aAt, b, bAt, y, yAt, n);
      case SUB -> ELEMENTS.subtract(a, aAt, b, bAt, y, yAt, n);
      case MUL -> ELEMENTS.multiply(a, aAt, b, bAt, y, yAt, n);
      case DIV -> ELEMENTS.divide(a, aAt, b, bAt, y, yAt, n);
      case AFFINE -> ELEMENTS.affine(a, aAt, b, bAt, c, cAt, y, yAt, n);
      case PRELU -> ELEMENTS.prelu(a, aAt, b, bAt, y, yAt, n);
      case MIN -> ELEMENTS.lesser(a, aAt, b, bAt, y, yAt, n);
      case MAX -> ELEMENTS.greater(a, aAt, b, bAt, y, yAt, n);
      default -> computeEach(function, a, aAt, b, bAt, y, yAt, n);
    }
  }

  /** Functions that are rare enough to go element by element. */
  private static void computeEach(Function function, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt,
      int n) {
    for (int i = 0; i < n; i++) {
      float x = a[aAt + i];
      float z = b[bAt + i];
      y[yAt + i] = switch (function) {
        case POW -> (float) StrictMath.pow(x, z);
        case REMAINDER -> x % z;
        case MODULO -> modulo(x, z);
        default -> throw new IllegalArgumentException(function + " has loops of its own");
      };
    }
  }

  /** A zero has the sign of the divisor too. */
  private static float modulo(float a, float b) {
    float rest = a % b;
    if (rest == 0) {
      return Math.copySign(rest, b);
    }
    return rest < 0 != b < 0 ? rest + b : rest;
  }

  /** The operand with clamp and curve; {@code spare} has room for {@link nacre.kernels.lanes.Elements#SPARE}. */
  static void identity(Epilogue epilogue, float[] a, int aAt, float[] y, int yAt, int n, float[] spare, int spareAt) {
    if (epilogue.clamps()) {
      ELEMENTS.clamp(a, aAt, epilogue.low(), epilogue.high(), y, yAt, n);
      Finish.curve(epilogue, y, yAt, n, spare, spareAt);
    } else {
      ELEMENTS.curve(epilogue.curve(), epilogue.slope(), a, aAt, y, yAt, n, spare, spareAt);
    }
  }
}
