package nacre.ir.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * What ops share that make one element of all along some axes.
 *
 * @param axes     those that go, rising
 * @param keepDims whether they stay, with extent 1
 */
record Reductions(List<Integer> axes, boolean keepDims) {
  List<Type> inferNumbers(InferContext context) {
    TensorType x = context.tensor(0);
    if (x.dtype() == DType.BOOL) {
      throw new TypeError("found " + x + ", required a tensor of numbers");
    }
    return List.of(x.withDims(left(x, keepDims)));
  }

  List<Type> inferReals(InferContext context) {
    Elementwise.inferUnary(context);
    return inferNumbers(context);
  }

  /** The extents that are left. */
  List<Dim> left(TensorType x, boolean keep) {
    if (!axes.isEmpty() && axes.getLast() >= x.rank()) {
      throw TypeError.at("axes", "`axes`: found " + axes + ", required axes of " + x);
    }
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!axes.contains(axis)) {
        dims.add(x.dim(axis));
      } else if (keep) {
        dims.add(Dim.ONE);
      }
    }
    return dims;
  }

  /** Takes elements in row-major order into what starts as {@code none}. */
  double[] fold(Evaluation evaluation, double none, DoubleBinaryOperator function) {
    Tensor x = evaluation.tensor(0);
    double[] results = new double[Tensor.elements(evaluation.resultShape(0))];
    Arrays.fill(results, none);
    int[] strides = strides(x);
    int[] shape = x.shape();
    for (int i = 0; i < x.elements(); i++) {
      int to = Elementwise.source(i, shape, strides);
      results[to] = function.applyAsDouble(results[to], x.real(i));
    }
    return results;
  }

  /** The same of reals or whole numbers, which wrap around. */
  List<Tensor> fold(Evaluation evaluation, double none, DoubleBinaryOperator reals, long noneWhole,
      LongBinaryOperator integers) {
    Tensor x = evaluation.tensor(0);
    int[] to = evaluation.resultShape(0);
    if (x.dtype().isReal()) {
      return List.of(Tensor.ofReals(x.dtype(), to, fold(evaluation, none, reals)));
    }
    long[] results = new long[Tensor.elements(to)];
    Arrays.fill(results, noneWhole);
    int[] strides = strides(x);
    int[] shape = x.shape();
    for (int i = 0; i < x.elements(); i++) {
      int at = Elementwise.source(i, shape, strides);
      results[at] = x.dtype().wrapped(integers.applyAsLong(results[at], x.integer(i)));
    }
    return List.of(Tensor.ofIntegers(x.dtype(), to, results));
  }

  /** Strides of the result seen from the operand: 0 on the axes that go. */
  int[] strides(Tensor x) {
    int[] kept = x.shape();
    axes.forEach(axis -> kept[axis] = 1);
    return Elementwise.broadcastStrides(kept, x.shape());
  }

  /** Kernels keep the axes. */
  List<Candidate> candidates(Candidate.Reduction.Kind kind) {
    return keepDims ? List.of(new Candidate.Reduction(kind, axes)) : List.of();
  }

  /** What {@code keeping}, which keeps the axes, makes of the operands, without them. */
  List<Operand> dropped(NodeSink sink, Op keeping, List<Operand> operands, Site site) {
    return List.of(new Formula(sink).reshaped(sink.add(keeping, operands), site.result(0).dims()));
  }

  OptionalInt resultAxis(int axis) {
    int gone = (int) axes.stream().filter(other -> other < axis).count();
    return axes.contains(axis) ? OptionalInt.empty() : OptionalInt.of(keepDims ? axis : axis - gone);
  }
}
