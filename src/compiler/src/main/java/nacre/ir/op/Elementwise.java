package nacre.ir.op;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

import nacre.ir.DType;
import nacre.ir.Shape;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/** What ops that work element by element share: types, broadcasting, and where axes go. */
final class Elementwise {
  private Elementwise() {}

  /** One real operand, the result like it. */
  static List<Type> inferUnary(InferContext context) {
    TensorType type = context.tensor(0);
    if (!type.dtype().isReal()) {
      throw new TypeError("found " + type + ", required a tensor of reals");
    }
    return List.of(type);
  }

  /** One operand of numbers, the result like it. */
  static List<Type> inferNumbers(InferContext context) {
    TensorType type = context.tensor(0);
    if (type.dtype() == DType.BOOL) {
      throw new TypeError("found " + type + ", required a tensor of numbers");
    }
    return List.of(type);
  }

  /** Whole numbers wrap around as their element type does. */
  static List<Tensor> evaluateNumbers(Evaluation evaluation, DoubleUnaryOperator reals, LongUnaryOperator integers) {
    Tensor x = evaluation.tensor(0);
    return x.dtype().isReal()
        ? evaluateUnary(evaluation, reals)
        : List.of(Tensor.integers(x.dtype(), x.shape(), i -> x.dtype().wrapped(integers.applyAsLong(x.integer(i)))));
  }

  static List<Tensor> evaluateUnary(Evaluation evaluation, DoubleUnaryOperator function) {
    Tensor x = evaluation.tensor(0);
    return List.of(Tensor.reals(x.dtype(), x.shape(), i -> function.applyAsDouble(x.real(i))));
  }

  /** Two operands of one dtype, broadcast by NumPy's rule. */
  static List<Type> inferBinary(InferContext context) {
    TensorType left = context.tensor(0);
    TensorType right = context.tensor(1);
    if (left.dtype() != right.dtype() || left.dtype() == DType.BOOL) {
      throw new TypeError("found " + left + " and " + right + ", required numbers of one element type");
    }
    Shape shape = Shape.broadcast((Shape.Ranked) left.shape(), (Shape.Ranked) right.shape())
        .orElseThrow(() -> new TypeError("found " + left + " and " + right
            + ", required extents that are equal or 1, counted from the last axis"));
    return List.of(new TensorType(left.dtype(), shape));
  }

  /** Two operands of whole numbers of one dtype, broadcast by NumPy's rule. */
  static List<Type> inferWholes(InferContext context) {
    TensorType left = context.tensor(0);
    TensorType right = context.tensor(1);
    if (left.dtype() != right.dtype() || left.dtype().kind() != DType.Kind.INTEGER) {
      throw new TypeError("found " + left + " and " + right + ", required whole numbers of one element type");
    }
    return inferBinary(context);
  }

  /** Integers wrap around as their element type does. */
  static List<Tensor> evaluateBinary(Evaluation evaluation, DoubleBinaryOperator reals, LongBinaryOperator integers) {
    return evaluation.tensor(0).dtype().isReal()
        ? evaluateReals(evaluation, reals)
        : evaluateWholes(evaluation, integers);
  }

  /** They wrap around as their element type does. */
  static List<Tensor> evaluateWholes(Evaluation evaluation, LongBinaryOperator function) {
    Tensor left = evaluation.tensor(0);
    Tensor right = evaluation.tensor(1);
    int[] shape = evaluation.resultShape(0);
    IntUnaryOperator l = reader(left, shape);
    IntUnaryOperator r = reader(right, shape);
    return List.of(Tensor.integers(left.dtype(), shape, i -> left.dtype()
        .wrapped(function.applyAsLong(left.integer(l.applyAsInt(i)), right.integer(r.applyAsInt(i))))));
  }

  static List<Tensor> evaluateReals(Evaluation evaluation, DoubleBinaryOperator function) {
    Tensor left = evaluation.tensor(0);
    Tensor right = evaluation.tensor(1);
    int[] shape = evaluation.resultShape(0);
    IntUnaryOperator l = reader(left, shape);
    IntUnaryOperator r = reader(right, shape);
    return List.of(Tensor.reals(left.dtype(), shape,
        i -> function.applyAsDouble(left.real(l.applyAsInt(i)), right.real(r.applyAsInt(i)))));
  }

  /** Which element of an operand belongs to an element of the result. */
  private static IntUnaryOperator reader(Tensor operand, int[] shape) {
    if (Arrays.equals(operand.shape(), shape)) {
      return i -> i;
    }
    if (operand.elements() == 1) {
      return _ -> 0;
    }
    int[] strides = broadcastStrides(operand.shape(), shape);
    return middle(shape, strides).orElse(i -> source(i, shape, strides));
  }

  /**
   * The same where the axes that are not stretched lie side by side, as a channel's do: with {@code inner} elements after
   * them and {@code extent} in them, element {@code i} reads {@code i / inner % extent}.
   */
  private static Optional<IntUnaryOperator> middle(int[] shape, int[] strides) {
    int axis = shape.length - 1;
    int inner = 1;
    for (; axis >= 0 && (strides[axis] == 0 || shape[axis] == 1); axis--) {
      inner *= shape[axis];
    }
    int extent = 1;
    for (; axis >= 0 && (strides[axis] != 0 || shape[axis] == 1); axis--) {
      extent *= shape[axis];
    }
    for (; axis >= 0; axis--) {
      if (strides[axis] != 0 && shape[axis] != 1) {
        return Optional.empty();
      }
    }
    int after = inner;
    int own = extent;
    return Optional.of(i -> i / after % own);
  }

  /** Strides of {@code own} seen as {@code shape}: 0 where an axis is stretched. */
  static int[] broadcastStrides(int[] own, int[] shape) {
    int[] dense = Tensor.strides(own);
    int[] strides = new int[shape.length];
    int shift = shape.length - own.length;
    for (int axis = shift; axis < shape.length; axis++) {
      strides[axis] = own[axis - shift] == 1 ? 0 : dense[axis - shift];
    }
    return strides;
  }

  /** The element of a strided operand that the row-major index {@code i} of {@code shape} reads. */
  static int source(int i, int[] shape, int[] strides) {
    int at = 0;
    int rest = i;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      at += rest % shape[axis] * strides[axis];
      rest /= shape[axis];
    }
    return at;
  }

  /** Axes stay in place, counted from the last; an axis that is stretched is not the operand's any more. */
  static OptionalInt resultAxis(Site site, int operand, int axis) {
    TensorType from = site.tensor(operand);
    TensorType to = site.result(0);
    int moved = axis + to.rank() - from.rank();
    return from.dim(axis).provablyEquals(to.dim(moved)) ? OptionalInt.of(moved) : OptionalInt.empty();
  }
}
