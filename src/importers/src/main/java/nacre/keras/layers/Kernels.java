package nacre.keras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nacre.importers.Arrangement;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Tensor;
import nacre.keras.Call;
import nacre.keras.Variable;

/** Weights of windows: Keras has the window's axes first, Nacre last. */
final class Kernels {
  private Kernels() {}

  /** {@code [window..., in, out]} becomes {@code [out, in, window...]}. */
  static Operand param(Call call, Variable kernel) {
    return param(call, "weight", kernel);
  }

  /** The same for a layer that has several kernels. */
  static Operand param(Call call, String word, Variable kernel) {
    int rank = kernel.shape().size();
    List<Integer> order = new ArrayList<>(List.of(rank - 1, rank - 2));
    IntStream.range(0, rank - 2).forEach(order::add);
    return param(call, word, kernel, new Arrangement(List.of(), order, List.of()));
  }

  /** A kernel in the order of an arrangement of it, the right way round. */
  static Operand param(Call call, Variable kernel, Arrangement arrangement) {
    return param(call, "weight", kernel, arrangement);
  }

  private static Operand param(Call call, String word, Variable kernel, Arrangement arrangement) {
    int[] shape = kernel.shape().stream().mapToInt(Integer::intValue).toArray();
    List<Dim> dims = IntStream.of(arrangement.extents(shape)).<Dim>mapToObj(Dim::of).toList();
    boolean flips = call.flips();
    return call.param(Role.WEIGHT, word, dims, List.of(kernel), arrays -> arrangement
        .of(flips ? flipped(arrays.getFirst(), shape.length - 2) : arrays.getFirst()));
  }

  /** The same elements, the other way round along the first axes. */
  private static Tensor flipped(Tensor tensor, int axes) {
    int[] shape = tensor.shape();
    int[] strides = Tensor.strides(shape);
    return tensor.gathered(shape, flat -> {
      int at = flat;
      for (int axis = 0; axis < axes; axis++) {
        int place = flat / strides[axis] % shape[axis];
        at += (shape[axis] - 1 - 2 * place) * strides[axis];
      }
      return at;
    });
  }

  /**
   * Takes weights as Keras 1 stores them too: {@code [out, in, window...]} in Theano's order, and those of sequences with
   * an axis more.
   */
  static void former(Call call, Variable kernel) {
    if (!call.era().isFirst()) {
      return;
    }
    int window = kernel.shape().size() - 2;
    List<Integer> shape = kernel.shape();
    int in = shape.get(window);
    int out = shape.get(window + 1);
    if (window == 1) {
      kernel.orStored(List.of(shape.getFirst(), 1, in, out), tensor -> tensor.reshaped(ints(shape)));
      Arrangement turned = new Arrangement(List.of(), List.of(2, 3, 1, 0), List.of());
      kernel.orStored(List.of(out, in, shape.getFirst(), 1), tensor -> turned.of(tensor).reshaped(ints(shape)));
      return;
    }
    if (Window.isChannelsFirst(call)) {
      List<Integer> order = new ArrayList<>(IntStream.range(2, window + 2).boxed().toList());
      order.addAll(List.of(1, 0));
      List<Integer> stored = new ArrayList<>(List.of(out, in));
      stored.addAll(shape.subList(0, window));
      kernel.storedAs(stored, new Arrangement(List.of(), order, List.of())::of);
    }
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The bias of so many filters, unless the layer has none. */
  static Operand bias(Call call, int filters) {
    return call.settings().flag("use_bias", true)
        ? call.param(Role.BIAS, "bias", call.variable("bias", List.of(filters)))
        : Operand.ABSENT;
  }
}
