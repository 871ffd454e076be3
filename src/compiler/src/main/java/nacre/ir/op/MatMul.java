package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Shape;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/** Matrix products {@code [..., M, K] x [..., K, N] -> [..., M, N]}; the leading axes are stretched by NumPy's rule. */
public record MatMul() implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec
      .of("matmul", MatMul.class,
          "products of the matrices in the last two axes, leading axes stretched by NumPy's rule")
      .input("a", "[..., M, K]")
      .input("b", "[..., K, N]")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType a = context.tensor(0);
    TensorType b = context.tensor(1);
    if (a.dtype() != b.dtype() || a.dtype() == DType.BOOL || a.rank() < 2 || b.rank() < 2) {
      throw new TypeError(
          "found " + a + " and " + b + ", required numbers [..., M, K] and [..., K, N] of one element type");
    }
    if (!a.dims().getLast().provablyEquals(b.dim(b.rank() - 2))) {
      throw new TypeError("found " + a + " and " + b + ", required as many columns as rows: " + a.dims().getLast()
          + " and " + b.dim(b.rank() - 2));
    }
    List<Dim> dims = new ArrayList<>(Shape.broadcast(leading(a), leading(b))
        .orElseThrow(() -> new TypeError("found " + a + " and " + b + ", required leading extents that are equal or 1"))
        .dims());
    dims.add(a.dim(a.rank() - 2));
    dims.add(b.dims().getLast());
    return List.of(a.withDims(dims));
  }

  private static Shape.Ranked leading(TensorType type) {
    return Shape.of(type.dims().subList(0, type.rank() - 2));
  }

  @Override
  public Dim macs(Site site) {
    return site.result(0).shape().elements().times(site.tensor(0).dims().getLast());
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return site.tensor(0).dtype().isReal() ? List.of(new Candidate.MatrixProduct()) : List.of();
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor a = evaluation.tensor(0);
    Tensor b = evaluation.tensor(1);
    int[] shape = evaluation.resultShape(0);
    int inner = a.dim(a.rank() - 1);
    int columns = b.dim(b.rank() - 1);
    int[] rows = withoutStride(Elementwise.broadcastStrides(a.shape(), shape), shape.length - 1);
    int[] places = withoutStride(Elementwise.broadcastStrides(b.shape(), shape), shape.length - 2);
    IntUnaryOperator left = i -> Elementwise.source(i, shape, rows);
    IntUnaryOperator right = i -> Elementwise.source(i, shape, places);
    return List.of(a.dtype().isReal()
        ? Tensor.reals(a.dtype(), shape, i -> product(a, left.applyAsInt(i), b, right.applyAsInt(i), inner, columns))
        : Tensor.integers(a.dtype(), shape,
            i -> wholeProduct(a, left.applyAsInt(i), b, right.applyAsInt(i), inner, columns)));
  }

  private static double product(Tensor a, int left, Tensor b, int right, int inner, int columns) {
    double sum = 0;
    for (int k = 0; k < inner; k++) {
      sum += a.real(left + k) * b.real(right + k * columns);
    }
    return sum;
  }

  private static long wholeProduct(Tensor a, int left, Tensor b, int right, int inner, int columns) {
    long sum = 0;
    for (int k = 0; k < inner; k++) {
      sum += a.integer(left + k) * b.integer(right + k * columns);
    }
    return a.dtype().wrapped(sum);
  }

  /** Of whole numbers, the sums of all products: {@code [..., M, K, 1] * [..., 1, K, N]}, added up along {@code K}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    int a = site.tensor(0).rank();
    int b = site.tensor(1).rank();
    Operand products = formula.times(formula.of(new Unsqueeze(List.of(a)), operands.get(0)),
        formula.of(new Unsqueeze(List.of(b - 2)), operands.get(1)));
    return List.of(formula.of(new ReduceSum(List.of(Math.max(a, b) - 1), false), products));
  }

  private static int[] withoutStride(int[] strides, int axis) {
    strides[axis] = 0;
    return strides;
  }

  /** Rows of {@code a}, columns of {@code b} and leading axes that are not stretched stay; the inner axis is gone. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    TensorType from = site.tensor(operand);
    boolean summed = axis == from.rank() - (operand == 0 ? 1 : 2);
    return summed ? OptionalInt.empty() : Elementwise.resultAxis(site, operand, axis);
  }
}
