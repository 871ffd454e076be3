package nacre.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nacre.ir.Tensor;

/**
 * How a stored tensor is laid out as a parameter: cut to a range of its first axis, its axes in another order, under another
 * shape.
 *
 * @param from        where the first axis is cut, or all of it if {@code to} is 0
 * @param permutation the axes in their new order, or none
 * @param shape       the shape in the end, or none
 */
public record Arrangement(int from, int to, List<Integer> permutation, List<Integer> shape) {
  public static final Arrangement AS_STORED = new Arrangement(0, 0, List.of(), List.of());
  public static final Arrangement TRANSPOSED = new Arrangement(0, 0, List.of(1, 0), List.of());

  public static Arrangement shaped(List<Integer> shape) {
    return new Arrangement(0, 0, List.of(), shape);
  }

  public Arrangement {
    permutation = List.copyOf(permutation);
    shape = List.copyOf(shape);
  }

  Tensor of(Tensor stored) {
    Tensor cut = to == 0 ? stored : cut(stored);
    Tensor turned = permutation.isEmpty() ? cut : turned(cut);
    return shape.isEmpty() ? turned : turned.reshaped(shape.stream().mapToInt(Integer::intValue).toArray());
  }

  private Tensor cut(Tensor tensor) {
    int[] extents = tensor.shape();
    int inner = tensor.elements() / Math.max(1, extents[0]);
    extents[0] = to - from;
    return tensor.gathered(extents, i -> from * inner + i);
  }

  private Tensor turned(Tensor tensor) {
    int[] extents = permutation.stream().mapToInt(tensor::dim).toArray();
    int[] dense = Tensor.strides(tensor.shape());
    int[] strides = permutation.stream().mapToInt(axis -> dense[axis]).toArray();
    int[] own = Tensor.strides(extents);
    return tensor.gathered(extents, flat -> IntStream.range(0, own.length)
        .map(axis -> flat / own[axis] % extents[axis] * strides[axis]).sum());
  }

  /** The extents of a tensor that is laid out so. */
  int[] extents(int[] stored) {
    int[] extents = stored.clone();
    if (to != 0) {
      extents[0] = to - from;
    }
    if (!permutation.isEmpty()) {
      int[] cut = extents;
      extents = permutation.stream().mapToInt(axis -> cut[axis]).toArray();
    }
    return shape.isEmpty() ? extents : shape.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public String toString() {
    return Arrays.asList(from, to, permutation, shape).toString();
  }
}
