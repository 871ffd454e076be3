package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A function of corresponding elements, over strided loops, followed by clamp and curve.
 *
 * @param function what is computed of the operands
 * @param number what the elements that are computed with are
 * @param axes outermost first; strides of the output, then of each operand
 * @param epilogue clamp and curve of the result (its init is {@link Init#ZERO}); for whole numbers some curves only
 */
public record Pointwise(Function function, Number number, List<Axis> axes, Epilogue epilogue) implements Call {

  /** A function of one to three operands. */
  public enum Function {
    /** {@code a}; what the curve is applied to. */
    IDENTITY(1),
    /** {@code a + b} */
    ADD(2),
    /** {@code a - b} */
    SUB(2),
    /** {@code a * b} */
    MUL(2),
    /** {@code a / b}, of whole numbers towards zero, and 0 by 0. */
    DIV(2),
    /** {@code a * b + c}, rounded once; floats only. */
    AFFINE(3),
    /** {@code a} where it is positive, {@code a * b} elsewhere; floats only. */
    PRELU(2),
    /** The lesser; NaN if one of the two is. */
    MIN(2),
    /** The greater; NaN if one of the two is. */
    MAX(2),
    /** {@code a} to the power of {@code b}; of whole numbers a fraction is cut to 0. */
    POW(2),
    /** {@code a - b * floor(a / b)}: what is left, with the sign of {@code b}; 0 of whole numbers by 0. */
    MODULO(2),
    /** {@code a - b * truncated(a / b)}: what is left, with the sign of {@code a}; 0 of whole numbers by 0. */
    REMAINDER(2),
    /** 1 where {@code a = b}, otherwise 0: a whole number, whatever the operands are. */
    EQUAL(2),
    /** 1 where {@code a < b}, otherwise 0. */
    LESS(2),
    /** 1 where {@code a <= b}, otherwise 0. */
    LESS_OR_EQUAL(2),
    /** Bit by bit; whole numbers only. */
    AND(2),
    /** Bit by bit; whole numbers only. */
    OR(2),
    /** Bit by bit; whole numbers only. */
    XOR(2),
    /** 1 where {@code a} is 0, otherwise 0; whole numbers only. */
    NOT(1),
    /** {@code b} where {@code a}, a whole number, is not 0, otherwise {@code c}. */
    SELECT(3);

    private final int operands;

    Function(int operands) {
      this.operands = operands;
    }

    /** How many operands are read. */
    public int operands() {
      return operands;
    }

    /** Whether the result is 0 or 1, a whole number whatever the operands are. */
    public boolean compares() {
      return this == EQUAL || this == LESS || this == LESS_OR_EQUAL;
    }

    private boolean takes(Number number) {
      return switch (this) {
        case AFFINE, PRELU -> number == Number.F32;
        case AND, OR, XOR, NOT -> number != Number.F32;
        default -> true;
      };
    }
  }

  /** What the elements are. All but {@link #F32} are kept as 32-bit whole numbers. */
  public enum Number {
    /** 32-bit floats. */
    F32,
    /** Whole numbers whose results wrap around at 8 bits. */
    I8,
    /** Whole numbers whose results wrap around at 16 bits. */
    I16,
    /** Whole numbers whose results wrap around at 32 bits. */
    I32,
    /** 64-bit whole numbers, kept in 32, {@link Narrow} says how: a result that needs more is an error. */
    I64,
    /** Unsigned whole numbers whose results wrap around at 8 bits. */
    U8,
    /** Unsigned whole numbers whose results wrap around at 16 bits. */
    U16,
    /** Unsigned whole numbers of 32 bits, kept as the bits that they are. */
    U32,
    /** 0 or 1. */
    BOOL;

    /** The value of a whole number that is kept as {@code stored}. */
    public long value(int stored) {
      return switch (this) {
        case U32 -> Integer.toUnsignedLong(stored);
        case I64 -> Narrow.wide(stored);
        default -> stored;
      };
    }

    /** The lowest number that can be kept. */
    public int lowest() {
      return switch (this) {
        case F32 -> throw new IllegalStateException("floats are no whole numbers");
        case I8 -> Byte.MIN_VALUE;
        case I16 -> Short.MIN_VALUE;
        case I32, I64 -> Integer.MIN_VALUE;
        case U8, U16, U32, BOOL -> 0;
      };
    }

    /** The greatest number that can be kept, as it is kept. */
    public int greatest() {
      return switch (this) {
        case F32 -> throw new IllegalStateException("floats are no whole numbers");
        case I8 -> Byte.MAX_VALUE;
        case I16 -> Short.MAX_VALUE;
        case I32, I64 -> Integer.MAX_VALUE;
        case U8 -> 0xff;
        case U16 -> 0xffff;
        case U32 -> -1;
        case BOOL -> 1;
      };
    }
  }

  public Pointwise {
    axes = List.copyOf(axes);
    Axis.require(axes, function.operands() + 1, function + " and its result");
    boolean plain = !epilogue.clamps() && epilogue.curve() == Curve.NONE;
    boolean whole = number != Number.F32;
    boolean fits = function.takes(number) && (plain || !function.compares() && !whole
        || whole && !epilogue.clamps() && epilogue.curve().takesWholeNumbers());
    if (!fits) {
      throw new IllegalArgumentException(
          function + " with this epilogue needs " + (whole ? "floats" : "whole numbers") + ", found " + number);
    }
  }

  /** Adds an inner loop of {@code extent} turns; strides of the output, then of each operand. */
  public Pointwise over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  /** Adds an inner loop over the images; strides of the output, then of each operand. */
  public Pointwise images(int... strides) {
    return over(Axis.images(strides));
  }

  public Pointwise over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private Pointwise over(Axis axis) {
    return new Pointwise(function, number, Axis.append(axes, axis), epilogue);
  }

  /** The same call with as few loops as possible. */
  public Pointwise collapsed() {
    return new Pointwise(function, number, Axis.collapse(axes), epilogue);
  }

  public Pointwise epilogue(Epilogue newEpilogue) {
    return new Pointwise(function, number, axes, newEpilogue);
  }

  public Pointwise relu() {
    return clamp(0, Float.POSITIVE_INFINITY);
  }

  public Pointwise clamp(float low, float high) {
    return epilogue(epilogue.clamp(low, high));
  }

  public Pointwise curve(Curve curve) {
    return epilogue(epilogue.curve(curve));
  }

  public Pointwise leaky(float slope) {
    return epilogue(epilogue.leaky(slope));
  }

  public Pointwise elu(float slope) {
    return epilogue(epilogue.elu(slope));
  }

  @Override
  public String toJava() {
    return "pointwise(Function." + function + (number == Number.F32 ? "" : ", Number." + number) + ")"
        + axes.stream().map(Axis::toJava).collect(Collectors.joining()) + epilogue.toJava(Init.ZERO);
  }
}
