package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Shape;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/** Matrix products {@code [..., M, K] x [..., K, N] -> [..., M, N]}; the leading axes are stretched by NumPy's rule. */
public record MatMul() implements Op, TracksAxes {
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
    if (a.dtype() != b.dtype() || !a.dtype().isReal() || a.rank() < 2 || b.rank() < 2) {
      throw new TypeError(
          "found " + a + " and " + b + ", required reals [..., M, K] and [..., K, N] of one element type");
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
    return List.of(new Candidate.MatrixProduct());
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
    return List.of(Tensor.reals(a.dtype(), shape, i -> {
      int left = Elementwise.source(i, shape, rows);
      int right = Elementwise.source(i, shape, places);
      double sum = 0;
      for (int k = 0; k < inner; k++) {
        sum += a.real(left + k) * b.real(right + k * columns);
      }
      return sum;
    }));
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
