package nacre.ir.op;

import java.util.List;

import nacre.ir.DType;
import nacre.ir.Shape;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/** What ops share that compare two tensors element by element: the result is truth values. */
final class Comparison {
  /** Compares reals. */
  interface Reals {
    boolean test(double a, double b);
  }

  /** Compares whole numbers or truth values. */
  interface Integers {
    boolean test(long a, long b);
  }

  private Comparison() {}

  /** Two operands of numbers of one element type. */
  static List<Type> inferNumbers(InferContext context) {
    if (context.tensor(0).dtype() == DType.BOOL) {
      throw new TypeError("found " + context.tensor(0) + ", required numbers, since truth values have no order");
    }
    return inferAny(context);
  }

  /** Two operands of one element type. */
  static List<Type> inferAny(InferContext context) {
    TensorType left = context.tensor(0);
    TensorType right = context.tensor(1);
    if (left.dtype() != right.dtype()) {
      throw new TypeError("found " + left + " and " + right + ", required tensors of one element type");
    }
    return List.of(new TensorType(DType.BOOL, shape(left, right)));
  }

  /** Two operands of truth values. */
  static List<Type> inferTruth(InferContext context) {
    TensorType left = context.tensor(0);
    TensorType right = context.tensor(1);
    if (left.dtype() != DType.BOOL || right.dtype() != DType.BOOL) {
      throw new TypeError("found " + left + " and " + right + ", required truth values (bool)");
    }
    return List.of(new TensorType(DType.BOOL, shape(left, right)));
  }

  private static Shape shape(TensorType left, TensorType right) {
    return Shape.broadcast((Shape.Ranked) left.shape(), (Shape.Ranked) right.shape())
        .orElseThrow(() -> new TypeError("found " + left + " and " + right
            + ", required extents that are equal or 1, counted from the last axis"));
  }

  static List<Tensor> evaluate(Evaluation evaluation, Reals reals, Integers integers) {
    Tensor left = evaluation.tensor(0);
    Tensor right = evaluation.tensor(1);
    int[] shape = evaluation.resultShape(0);
    int[] l = Elementwise.broadcastStrides(left.shape(), shape);
    int[] r = Elementwise.broadcastStrides(right.shape(), shape);
    return List.of(Tensor.integers(DType.BOOL, shape, i -> {
      int a = Elementwise.source(i, shape, l);
      int b = Elementwise.source(i, shape, r);
      boolean holds = left.dtype().isReal()
          ? reals.test(left.real(a), right.real(b))
          : integers.test(left.integer(a), right.integer(b));
      return holds ? 1 : 0;
    }));
  }

  static List<Tensor> evaluateTruth(Evaluation evaluation, Integers connective) {
    return evaluate(evaluation, (_, _) -> false, connective);
  }
}
