package nacre.importers;

import java.util.List;
import java.util.stream.IntStream;
import nacre.ir.Tensor;

/**
 * How a stored tensor is laid out as a parameter: some of its elements, its axes in another order, under another shape.
 *
 * @param pieces      runs of elements that follow each other in the parameter, or none for all as they are
 * @param permutation the axes in their new order, or none
 * @param shape       the shape in the end, or none; pieces need one
 */
public record Arrangement(List<Piece> pieces, List<Integer> permutation, List<Integer> shape) {
  /** Elements of a tensor, counted in row-major order. */
  public record Piece(int from, int to) {}

  public static final Arrangement AS_STORED = new Arrangement(List.of(), List.of(), List.of());
  public static final Arrangement TRANSPOSED = new Arrangement(List.of(), List.of(1, 0), List.of());

  public static Arrangement shaped(List<Integer> shape) {
    return new Arrangement(List.of(), List.of(), shape);
  }

  public static Arrangement of(List<Piece> pieces, List<Integer> shape) {
    return new Arrangement(pieces, List.of(), shape);
  }

  public Arrangement {
    pieces = List.copyOf(pieces);
    permutation = List.copyOf(permutation);
    shape = List.copyOf(shape);
  }

  public Tensor of(Tensor stored) {
    Tensor picked = pieces.isEmpty() ? stored : picked(stored);
    Tensor turned = permutation.isEmpty() ? picked : turned(picked);
    return shape.isEmpty() ? turned : turned.reshaped(shape.stream().mapToInt(Integer::intValue).toArray());
  }

  private Tensor picked(Tensor tensor) {
    int[] places = pieces.stream().flatMapToInt(piece -> IntStream.range(piece.from(), piece.to())).toArray();
    return tensor.gathered(new int[] {places.length}, i -> places[i]);
  }

  private Tensor turned(Tensor tensor) {
    int[] extents = permutation.stream().mapToInt(tensor::dim).toArray();
    int[] dense = Tensor.strides(tensor.shape());
    int[] strides = permutation.stream().mapToInt(axis -> dense[axis]).toArray();
    int[] own = Tensor.strides(extents);
    return tensor.gathered(extents, flat -> {
      int at = 0;
      for (int axis = 0; axis < own.length; axis++) {
        at += flat / own[axis] % extents[axis] * strides[axis];
      }
      return at;
    });
  }

  /** The extents of a tensor that is laid out so. */
  public int[] extents(int[] stored) {
    if (!shape.isEmpty()) {
      return shape.stream().mapToInt(Integer::intValue).toArray();
    }
    return permutation.isEmpty() ? stored.clone() : permutation.stream().mapToInt(axis -> stored[axis]).toArray();
  }
}
