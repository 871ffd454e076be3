package nacre.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import nacre.ir.Tensor;

/**
 * How what a file stores becomes the contents of a parameter.
 *
 * @param words for messages: what is done to it, or nothing
 * @param shape the shape that comes of a stored shape; empty if nothing of that shape is laid out so
 * @param of    the contents that come of stored ones, of a shape for which there is one
 */
record Layout(String words, Function<List<Long>, Optional<List<Long>>> shape, UnaryOperator<Tensor> of) {
  /** As the ops have it. */
  static final Layout AS_STORED = new Layout("", Optional::of, UnaryOperator.identity());

  /**
   * A Keras kernel: {@code [in, out]} becomes {@code [out, in]}, {@code [height, width, in, out]} becomes
   * {@code [out, in, height, width]}; and for a transposed convolution, {@code [height, width, out, in]} becomes
   * {@code [in, out, height, width]}.
   */
  static final Layout KERNEL = new Layout("transposed",
      stored -> isKernel(stored) ? Optional.of(permuted(stored, lastFirst(stored.size()))) : Optional.empty(),
      tensor -> permuted(tensor, lastFirst(tensor.rank())));

  /**
   * A Keras kernel for each channel: {@code [height, width, channels, multiplier]} becomes the weight of a convolution
   * with as many groups as channels, {@code [channels * multiplier, 1, height, width]}.
   */
  static final Layout DEPTHWISE = new Layout("transposed",
      stored -> stored.size() > 2 && isKernel(stored) ? Optional.of(depthwise(stored)) : Optional.empty(),
      tensor -> reshaped(permuted(tensor, windowLast(tensor.rank())), depthwise(extents(tensor))));

  /** Without axes of one element. */
  static final Layout WITHOUT_ONES = new Layout("without axes of 1", stored -> Optional.of(withoutOnes(stored)),
      tensor -> reshaped(tensor, withoutOnes(extents(tensor))));

  /** The last two axes as one, such as heads and the features of a head. */
  static final Layout JOINED_LAST = new Layout("with heads joined",
      stored -> stored.size() < 2 ? Optional.empty() : Optional.of(joined(stored, stored.size() - 2)),
      tensor -> reshaped(tensor, joined(extents(tensor), tensor.rank() - 2)));

  /** The first two axes as one. */
  static final Layout JOINED_FIRST = new Layout("with heads joined",
      stored -> stored.size() < 2 ? Optional.empty() : Optional.of(joined(stored, 0)),
      tensor -> reshaped(tensor, joined(extents(tensor), 0)));

  /** Zeros of the stored shape: the second bias of recurrent layers that have but one. */
  static final Layout ZEROS =
      new Layout("", Optional::of, tensor -> Tensor.reals(tensor.dtype(), tensor.shape(), _ -> 0));

  /** Keras keeps the gates of a GRU as update, reset, candidate; here reset is the first. */
  static final Layout RESET_FIRST = new Layout("", stored -> stored.isEmpty() || stored.getFirst() % 3 != 0
      ? Optional.empty()
      : Optional.of(stored), Layout::resetFirst);

  private static final int MOST_AXES = 5;

  /** One of several equal parts along the first axis. */
  static Layout part(int index, int parts) {
    return new Layout("as one of " + parts + " parts",
        stored -> stored.isEmpty() || stored.getFirst() % parts != 0
            ? Optional.empty()
            : Optional.of(withFirst(stored, stored.getFirst() / parts)),
        tensor -> {
          List<Long> shape = withFirst(extents(tensor), tensor.dim(0) / (long) parts);
          int from = index * (tensor.elements() / parts);
          return tensor.gathered(ints(shape), i -> from + i);
        });
  }

  /** What the first axis has at an index. */
  static Layout row(int index) {
    return new Layout("as one of its rows",
        stored -> stored.size() < 2 || stored.getFirst() <= index
            ? Optional.empty()
            : Optional.of(stored.subList(1, stored.size())),
        tensor -> {
          List<Long> shape = extents(tensor).subList(1, tensor.rank());
          int from = index * Tensor.elements(ints(shape));
          return tensor.gathered(ints(shape), i -> from + i);
        });
  }

  /** This one, then another. */
  Layout then(Layout next) {
    String both = words.isEmpty() || next.words.isEmpty() ? words + next.words : words + ", " + next.words;
    return new Layout(both, stored -> shape.apply(stored).flatMap(next.shape),
        tensor -> next.of.apply(of.apply(tensor)));
  }

  private static boolean isKernel(List<Long> stored) {
    return stored.size() >= 2 && stored.size() <= MOST_AXES;
  }

  private static List<Integer> lastFirst(int rank) {
    List<Integer> from = new ArrayList<>(List.of(rank - 1, rank - 2));
    for (int axis = 0; axis < rank - 2; axis++) {
      from.add(axis);
    }
    return from;
  }

  private static List<Integer> windowLast(int rank) {
    List<Integer> from = lastFirst(rank);
    from.set(0, rank - 2);
    from.set(1, rank - 1);
    return from;
  }

  private static List<Long> depthwise(List<Long> stored) {
    int window = stored.size() - 2;
    List<Long> shape = new ArrayList<>(List.of(stored.get(window) * stored.get(window + 1), 1L));
    shape.addAll(stored.subList(0, window));
    return shape;
  }

  private static List<Long> joined(List<Long> stored, int axis) {
    List<Long> shape = new ArrayList<>(stored);
    shape.set(axis, stored.get(axis) * shape.remove(axis + 1));
    return shape;
  }

  private static List<Long> withoutOnes(List<Long> stored) {
    return stored.stream().filter(extent -> extent != 1).toList();
  }

  private static List<Long> withFirst(List<Long> stored, long first) {
    List<Long> shape = new ArrayList<>(stored);
    shape.set(0, first);
    return shape;
  }

  private static Tensor resetFirst(Tensor tensor) {
    int third = tensor.elements() / 3;
    return tensor.gathered(tensor.shape(), i -> i < third ? i + third : i < 2 * third ? i - third : i);
  }

  private static List<Long> permuted(List<Long> shape, List<Integer> from) {
    return from.stream().map(shape::get).toList();
  }

  /** Axis {@code i} of the result is axis {@code from[i]} of the tensor. */
  private static Tensor permuted(Tensor tensor, List<Integer> from) {
    int[] shape = from.stream().mapToInt(tensor::dim).toArray();
    int[] steps = Tensor.strides(tensor.shape());
    int[] own = Tensor.strides(shape);
    return tensor.gathered(shape, flat -> {
      int at = 0;
      for (int axis = 0; axis < shape.length; axis++) {
        at += flat / own[axis] % shape[axis] * steps[from.get(axis)];
      }
      return at;
    });
  }

  private static Tensor reshaped(Tensor tensor, List<Long> shape) {
    return tensor.reshaped(ints(shape));
  }

  private static List<Long> extents(Tensor tensor) {
    return Arrays.stream(tensor.shape()).asLongStream().boxed().toList();
  }

  private static int[] ints(List<Long> shape) {
    return shape.stream().mapToInt(Math::toIntExact).toArray();
  }
}
