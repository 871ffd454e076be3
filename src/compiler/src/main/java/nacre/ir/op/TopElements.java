package nacre.ir.op;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/** The greatest or least elements along an axis. */
final class TopElements {
  private TopElements() {}

  /** The type of so many elements of the operand along an axis. */
  static TensorType checked(InferContext context, int k, int axis) {
    TensorType x = context.tensor(0);
    if (x.dtype() == DType.BOOL) {
      throw new TypeError("found " + x + ", required numbers, since truth values have no order");
    }
    ChannelParams.checkAxisExists(x, axis);
    if (x.dim(axis).known().isEmpty() || x.dim(axis).known().getAsLong() < k) {
      throw TypeError.at("k", "`k`: found " + k + " for " + x.dim(axis) + " elements on axis " + axis + " of " + x
          + ", required at most as many, a known number");
    }
    return x.withDims(Extents.with(x.dims(), axis, Dim.of(k)));
  }

  /** The indices along the axis, in the row-major order of the result; no number counts as the greatest. */
  static long[] indices(Tensor x, int k, int axis, boolean largest) {
    int extent = x.dim(axis);
    int inner = Tensor.strides(x.shape())[axis];
    int rows = extent == 0 ? 0 : x.elements() / extent;
    long[] indices = new long[rows * k];
    for (int row = 0; row < rows; row++) {
      int outer = row / inner;
      int first = outer * inner * extent + row % inner;
      Comparator<Integer> rising = x.dtype().isReal()
          ? Comparator.comparingDouble(j -> x.real(first + j * inner) + 0.0)
          : Comparator.comparingLong(j -> x.integer(first + j * inner));
      List<Integer> order = IntStream.range(0, extent).boxed()
          .sorted(largest ? rising.reversed() : rising).toList();
      for (int j = 0; j < k; j++) {
        indices[(outer * k + j) * inner + row % inner] = order.get(j);
      }
    }
    return indices;
  }
}
