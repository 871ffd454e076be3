package nacre.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.Value;
import nacre.kernels.weights.DType;
import nacre.kernels.weights.Safetensors;
import nacre.kernels.weights.Tensor;
import nacre.testing.Net;

/** Files of weights in memory, graphs that take them, and what comes of it. */
final class WeightFixtures {
  private WeightFixtures() {}

  /** {@code dense [2, 3]} with bias, then a batch norm of 2. */
  static Graph norm() {
    Net net = new Net();
    Value x = net.call("dense", net.input("x", 3), "units", 2);
    return net.outputs(net.call("batch_norm", x));
  }

  static Graph own(String type) {
    return IrParser.parse("""
        graph Own {
          param $p: %1$s own = zeros
          %%0 x = input: %1$s
          %%1 y = add(%%0, $p): %1$s
          input x = %%0
          output y = %%1
        }
        """.formatted(type));
  }

  static final float[] WEIGHT = {1, 2, 3, 4, 5, 6};

  static List<Tensor> nacre() {
    return List.of(Tensor.of("dense.weight", WEIGHT, 2, 3), Tensor.of("dense.bias", new float[] {7, 8}, 2),
        Tensor.of("batch_norm.gamma", new float[] {9, 10}, 2), Tensor.of("batch_norm.beta", new float[] {11, 12}, 2),
        Tensor.of("batch_norm.running_mean", new float[] {13, 14}, 2),
        Tensor.of("batch_norm.running_variance", new float[] {15, 16}, 2));
  }

  /** The tensors with some replaced by name, and others added. */
  static List<Tensor> with(List<Tensor> tensors, Tensor... others) {
    List<Tensor> all = new ArrayList<>(tensors);
    for (Tensor other : others) {
      all.removeIf(tensor -> tensor.name().equals(other.name()));
      all.add(other);
    }
    return all;
  }

  static List<Tensor> without(List<Tensor> tensors, String... names) {
    return tensors.stream().filter(tensor -> !List.of(names).contains(tensor.name())).toList();
  }

  /** Some other names for the same contents. */
  static List<Tensor> renamed(List<Tensor> tensors, UnaryOperator<String> name) {
    return tensors.stream()
        .map(tensor -> new Tensor(name.apply(tensor.name()), tensor.dtype(), tensor.shape(), tensor.data())).toList();
  }

  static WeightBinding bind(Graph graph, List<Tensor> tensors) {
    return bind(graph, tensors, UnaryOperator.identity());
  }

  static WeightBinding bind(Graph graph, List<Tensor> tensors, UnaryOperator<String> map) {
    return WeightBinder.bind(graph, new SafetensorsFile(Safetensors.of("file", tensors)), map);
  }

  static WeightBinding.Unfit unfit(Graph graph, List<Tensor> tensors) {
    WeightBinding binding = bind(graph, tensors);
    assertThat(binding).isInstanceOf(WeightBinding.Unfit.class);
    return (WeightBinding.Unfit) binding;
  }

  /** The contents of a parameter after binding. */
  static nacre.ir.Tensor bound(WeightBinding binding, Graph graph, String path) {
    assertThat(binding).as("%s", binding).isInstanceOf(WeightBinding.Bound.class);
    int index = IntStream.range(0, graph.params().size()).filter(i -> graph.params().get(i).path().equals(path))
        .findFirst().orElseThrow();
    return ((WeightBinding.Bound) binding).of(index, graph.params().get(index));
  }

  static double[] contents(Graph graph, List<Tensor> tensors, String path) {
    return bound(bind(graph, tensors), graph, path).toReals();
  }

  /** Elements 0, 1, 2 and so on. */
  static Tensor counted(String name, long... shape) {
    float[] values = new float[(int) Tensor.elements(Arrays.stream(shape).boxed().toList())];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return Tensor.of(name, values, shape);
  }

  /** Bits of two bytes each, as a file has them. */
  static Tensor halves(DType dtype, String name, int... bits) {
    MemorySegment data = MemorySegment.ofArray(new byte[2 * bits.length]);
    for (int i = 0; i < bits.length; i++) {
      data.set(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 2L * i, (short) bits[i]);
    }
    return new Tensor(name, dtype, List.of((long) bits.length), data);
  }

  static Tensor doubles(String name, double... values) {
    MemorySegment data = MemorySegment.ofArray(new byte[8 * values.length]);
    for (int i = 0; i < values.length; i++) {
      data.set(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 8L * i, values[i]);
    }
    return new Tensor(name, DType.F64, List.of((long) values.length), data);
  }
}
