package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A function of corresponding elements, over strided loops, followed by clamp and curve.
 *
 * @param function what is computed of the operands
 * @param number whether elements are floats or whole numbers
 * @param axes outermost first; strides of the output, then of each operand
 * @param epilogue clamp and curve of the result (its init is {@link Init#ZERO}); nothing for whole numbers
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
    /** {@code a / b}; floats only. */
    DIV(2),
    /** {@code a * b + c}, rounded once; floats only. */
    AFFINE(3),
    /** {@code a} where it is positive, {@code a * b} elsewhere; floats only. */
    PRELU(2);

    private final int operands;

    Function(int operands) {
      this.operands = operands;
    }

    /** How many operands are read. */
    public int operands() {
      return operands;
    }
  }

  /** What the elements are. */
  public enum Number {
    /** 32-bit floats. */
    F32,
    /** 32-bit whole numbers, in which a result that does not fit is an error. */
    I32
  }

  public Pointwise {
    axes = List.copyOf(axes);
    Axis.require(axes, function.operands() + 1, function + " and its result");
    boolean floatsOnly = switch (function) {
      case IDENTITY, ADD, SUB, MUL -> epilogue.clamps() || epilogue.curve() != Curve.NONE;
      case DIV, AFFINE, PRELU -> true;
    };
    if (number == Number.I32 && floatsOnly) {
      throw new IllegalArgumentException(function + " with this epilogue needs floats");
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

  @Override
  public String toJava() {
    return "pointwise(Function." + function + (number == Number.I32 ? ", Number.I32" : "") + ")"
        + axes.stream().map(Axis::toJava).collect(Collectors.joining()) + epilogue.toJava(Init.ZERO);
  }
}
