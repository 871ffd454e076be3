package nacre.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.Param;
import nacre.ir.Value;
import nacre.kernels.weights.DType;
import nacre.kernels.weights.Safetensors;
import nacre.kernels.weights.SafetensorsWriter;
import nacre.kernels.weights.Tensor;
import nacre.reference.EvaluationException;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tensor of a file fills which parameter, in whose words and whose order, and what is said of all that do not fit. */
class WeightBinderTest {
  /** {@code dense [2, 3]} with bias, then a batch norm of 2. */
  private static Graph norm() {
    Net net = new Net();
    Value x = net.call("dense", net.input("x", 3), "units", 2);
    return net.outputs(net.call("batch_norm", x));
  }

  private static Graph own(String type) {
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

  private static final float[] WEIGHT = {1, 2, 3, 4, 5, 6};

  private static List<Tensor> nacre() {
    return List.of(Tensor.of("dense.weight", WEIGHT, 2, 3), Tensor.of("dense.bias", new float[] {7, 8}, 2),
        Tensor.of("batch_norm.gamma", new float[] {9, 10}, 2), Tensor.of("batch_norm.beta", new float[] {11, 12}, 2),
        Tensor.of("batch_norm.running_mean", new float[] {13, 14}, 2),
        Tensor.of("batch_norm.running_variance", new float[] {15, 16}, 2));
  }

  /** The tensors with some replaced by name, and others added. */
  private static List<Tensor> with(List<Tensor> tensors, Tensor... others) {
    List<Tensor> all = new ArrayList<>(tensors);
    for (Tensor other : others) {
      all.removeIf(tensor -> tensor.name().equals(other.name()));
      all.add(other);
    }
    return all;
  }

  private static List<Tensor> without(List<Tensor> tensors, String... names) {
    return tensors.stream().filter(tensor -> !List.of(names).contains(tensor.name())).toList();
  }

  /** Some other names for the same contents. */
  private static List<Tensor> renamed(List<Tensor> tensors, UnaryOperator<String> name) {
    return tensors.stream()
        .map(tensor -> new Tensor(name.apply(tensor.name()), tensor.dtype(), tensor.shape(), tensor.data())).toList();
  }

  private static WeightBinding bind(Graph graph, List<Tensor> tensors) {
    return WeightBinder.bind(graph, Safetensors.of("file", tensors), UnaryOperator.identity());
  }

  private static WeightBinding.Unfit unfit(Graph graph, List<Tensor> tensors) {
    WeightBinding binding = bind(graph, tensors);
    assertThat(binding).isInstanceOf(WeightBinding.Unfit.class);
    return (WeightBinding.Unfit) binding;
  }

  /** The contents of a parameter after binding. */
  private static nacre.ir.Tensor bound(WeightBinding binding, Graph graph, String path) {
    assertThat(binding).as("%s", binding).isInstanceOf(WeightBinding.Bound.class);
    int index = IntStream.range(0, graph.params().size()).filter(i -> graph.params().get(i).path().equals(path))
        .findFirst().orElseThrow();
    return ((WeightBinding.Bound) binding).of(index, graph.params().get(index));
  }

  private static double[] contents(Graph graph, List<Tensor> tensors, String path) {
    return bound(bind(graph, tensors), graph, path).toReals();
  }

  /** Bits of two bytes each, as a file has them. */
  private static Tensor halves(DType dtype, String name, int... bits) {
    MemorySegment data = MemorySegment.ofArray(new byte[2 * bits.length]);
    for (int i = 0; i < bits.length; i++) {
      data.set(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 2L * i, (short) bits[i]);
    }
    return new Tensor(name, dtype, List.of((long) bits.length), data);
  }

  private static Tensor doubles(String name, double... values) {
    MemorySegment data = MemorySegment.ofArray(new byte[8 * values.length]);
    for (int i = 0; i < values.length; i++) {
      data.set(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 8L * i, values[i]);
    }
    return new Tensor(name, DType.F64, List.of((long) values.length), data);
  }

  @Test
  @DisplayName("every parameter is found by its path, and by PyTorch's and Keras's words for the last part of it")
  void names() {
    UnaryOperator<String> pytorch = name -> name.replace("gamma", "weight").replace("beta", "bias")
        .replace("running_variance", "running_var");
    UnaryOperator<String> keras = name -> name.replace("running_", "moving_");
    for (UnaryOperator<String> words : List.of(UnaryOperator.<String>identity(), pytorch, keras)) {
      List<Tensor> tensors = renamed(nacre(), words);
      assertThat(contents(norm(), tensors, "dense.weight")).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(contents(norm(), tensors, "batch_norm.gamma")).containsExactly(9, 10);
      assertThat(contents(norm(), tensors, "batch_norm.beta")).containsExactly(11, 12);
      assertThat(contents(norm(), tensors, "batch_norm.running_mean")).containsExactly(13, 14);
      assertThat(contents(norm(), tensors, "batch_norm.running_variance")).containsExactly(15, 16);
    }
  }

  @Test
  @DisplayName("PyTorch's counter of batches is not missed by anyone; a second name for one parameter is unused")
  void extra() {
    Tensor counter = Tensor.of("batch_norm.num_batches_tracked", new long[] {42});
    assertThat(bind(norm(), with(nacre(), counter))).isInstanceOf(WeightBinding.Bound.class);
    Tensor twice = Tensor.of("batch_norm.weight", new float[] {0, 0}, 2);
    assertThat(unfit(norm(), with(nacre(), twice)).unused()).containsExactly("batch_norm.weight");
  }

  @Test
  @DisplayName("Keras keeps inputs before outputs and the window first; a square kernel is turned as well")
  void kernels() {
    Tensor kernel = Tensor.of("dense.kernel", new float[] {1, 4, 2, 5, 3, 6}, 3, 2);
    assertThat(contents(norm(), with(without(nacre(), "dense.weight"), kernel), "dense.weight"))
        .containsExactly(1, 2, 3, 4, 5, 6);
    Net square = new Net();
    Graph dense = square.outputs(square.call("dense", square.input("x", 2), "units", 2, "bias", false));
    assertThat(contents(dense, List.of(Tensor.of("dense.kernel", new float[] {1, 2, 3, 4}, 2, 2)), "dense.weight"))
        .containsExactly(1, 3, 2, 4);
  }

  @Test
  @DisplayName("element [y, x, in, out] of a Keras convolution is element [out, in, y, x] here")
  void convolutionKernels() {
    Net net = new Net();
    Graph graph = net.outputs(net.call("conv2d", net.input("x", 3, 9, 9), "filters", 5, "kernel", List.of(2, 4),
        "bias", false));
    float[] values = new float[2 * 4 * 3 * 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    nacre.ir.Tensor weight =
        bound(bind(graph, List.of(Tensor.of("conv2d.kernel", values, 2, 4, 3, 5))), graph, "conv2d.weight");
    assertThat(weight.shape()).containsExactly(5, 3, 2, 4);
    for (int i = 0; i < values.length; i++) {
      int out = i / 24;
      int in = i / 8 % 3;
      int y = i / 4 % 2;
      int x = i % 4;
      assertThat(weight.real(i)).isEqualTo(((y * 4 + x) * 3 + in) * 5 + out);
    }
    assertThat(unfit(graph, List.of(Tensor.of("conv2d.kernel", values, 5, 3, 2, 4))).unfit())
        .containsExactly("`conv2d.weight`: found F32[5, 3, 2, 4], required f32[5, 3, 2, 4], transposed");
  }

  @Test
  @DisplayName("16-bit floats of both kinds are widened exactly, of either sign, normal and subnormal")
  void halfPrecision() {
    Graph graph = own("f32[4]");
    assertThat(contents(graph, List.of(halves(DType.F16, "p", 0x3C00, 0xC100, 0x0001, 0x7BFF)), "p"))
        .containsExactly(1, -2.5, 0x1p-24, 65504);
    assertThat(contents(graph, List.of(halves(DType.BF16, "p", 0x3F80, 0xC020, 0x0001, 0x7F7F)), "p"))
        .containsExactly(1, -2.5, 0x1p-133, 0x1.FEp127);
  }

  @Test
  @DisplayName("64-bit floats are rounded to floats, whole numbers of both widths stay what they are")
  void otherWidths() {
    assertThat(contents(own("f32[2]"), List.of(doubles("p", 0.1, -1e-300)), "p")).containsExactly(0.1f, -0.0);
    for (Tensor whole : List.of(Tensor.of("p", new long[] {-3, 1L << 40}, 2), Tensor.of("p", new int[] {-3, 9}, 2))) {
      Graph graph = own("i64[2]");
      assertThat(bound(bind(graph, List.of(whole)), graph, "p").toIntegers())
          .containsExactly(-3, whole.dtype() == DType.I64 ? 1L << 40 : 9);
    }
  }

  @Test
  @DisplayName("one list has all that is missing, unused and of another shape, in the words of graph and file")
  void everythingAtOnce() {
    List<Tensor> tensors = with(without(nacre(), "dense.bias", "batch_norm.beta"),
        Tensor.of("dense.weight", WEIGHT, 3, 2), Tensor.of("old.weight", new float[] {1}, 1),
        Tensor.of("batch_norm.gamma", new float[] {1, 2, 3}, 3));
    WeightBinding.Unfit unfit = unfit(norm(), tensors);
    assertThat(unfit.file()).isEqualTo("file");
    assertThat(unfit.missing()).containsExactly("dense.bias", "batch_norm.beta");
    assertThat(unfit.unused()).containsExactly("old.weight");
    assertThat(unfit.unfit()).containsExactly("`dense.weight`: found F32[3, 2], required f32[2, 3]",
        "`batch_norm.gamma`: found F32[3], required f32[2]");
  }

  @Test
  @DisplayName("names of the file may be others: the map is asked for each, and what it says is part of the message")
  void mapped() {
    UnaryOperator<String> map = path -> path.replace("dense", "fc").replace("batch_norm", "bn1");
    Safetensors file = Safetensors.of("file", renamed(nacre(), map));
    assertThat(bound(WeightBinder.bind(norm(), file, map), norm(), "dense.bias").toReals()).containsExactly(7, 8);
    Safetensors less = Safetensors.of("file", renamed(without(nacre(), "dense.bias"), map));
    assertThat(((WeightBinding.Unfit) WeightBinder.bind(norm(), less, map)).missing())
        .containsExactly("dense.bias (fc.bias in the file)");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  @DisplayName("what is no number spoils every result, so it is refused with its place")
  void notFinite(float value) {
    Tensor mean = Tensor.of("batch_norm.running_mean", new float[] {0, value}, 2);
    assertThat(unfit(norm(), with(nacre(), mean)).unfit()).containsExactly("`batch_norm.running_mean`: element 1 is "
        + (double) value + ", required a finite number");
    int bits = Float.isNaN(value) ? 0x7E00 : value > 0 ? 0x7C00 : 0xFC00;
    assertThat(unfit(norm(), with(nacre(), halves(DType.F16, "batch_norm.running_mean", bits, 0))).unfit())
        .singleElement().asString().contains("element 0 is " + (double) value);
  }

  @Test
  @DisplayName("a parameter of its own may be a mask: infinities of its own type are what it means")
  void mask() {
    Tensor mask = Tensor.of("p", new float[] {0, Float.NEGATIVE_INFINITY}, 2);
    Graph graph = own("f32[2]");
    assertThat(bound(WeightBinder.bind(graph, Safetensors.of("file", List.of(mask)), path -> path), graph, "p")
        .toReals()).containsExactly(0, Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @EnumSource(value = nacre.ir.DType.class, mode = EnumSource.Mode.EXCLUDE, names = "BOOL")
  @DisplayName("every type of numbers is written exactly, and read again as it was")
  void exact(nacre.ir.DType dtype, @TempDir Path folder) throws IOException {
    nacre.ir.Tensor contents = dtype.isReal()
        ? nacre.ir.Tensor.ofReals(dtype, new int[] {3}, new double[] {0.5, -3, dtype == nacre.ir.DType.F64 ? 0.1 : 2})
        : nacre.ir.Tensor.ofIntegers(dtype, new int[] {3}, new long[] {0, 1, dtype.least() == 0 ? 1 : dtype.least()});
    Path file = folder.resolve("p.safetensors");
    SafetensorsWriter.writeLater(file, List.of(StoredTensors.exact("p", contents.type(), () -> contents)), Map.of());
    Graph graph = own(dtype.text() + "[3]");
    assertThat(bound(WeightBinder.bind(graph, Safetensors.map(file), path -> path), graph, "p")).isEqualTo(contents);
  }

  @Test
  @DisplayName("a double beyond the floats is no finite number either")
  void overflow() {
    assertThat(unfit(own("f32[1]"), List.of(doubles("p", 1e39))).unfit())
        .containsExactly("`p`: element 0 is Infinity, required a finite number");
  }

  @Test
  @DisplayName("a variance is not negative; 0 is one")
  void variance() {
    Tensor negative = Tensor.of("batch_norm.running_variance", new float[] {0, -1}, 2);
    assertThat(unfit(norm(), with(nacre(), negative)).unfit()).containsExactly(
        "`batch_norm.running_variance`: element 1 is -1.0, a variance is never negative");
    assertThat(bind(norm(), with(nacre(), Tensor.of("batch_norm.running_variance", new float[] {0, 0}, 2))))
        .isInstanceOf(WeightBinding.Bound.class);
  }

  @Test
  @DisplayName("no kind of number is taken for another: neither whole ones for floats nor floats or bytes for whole ones")
  void types() {
    Tensor whole = Tensor.of("p", new long[] {1, 2}, 2);
    assertThat(unfit(own("f32[2]"), List.of(whole)).unfit()).containsExactly("`p`: found I64[2], required f32[2]");
    Tensor real = Tensor.of("p", new float[] {1, 2}, 2);
    assertThat(unfit(own("i64[2]"), List.of(real)).unfit()).containsExactly("`p`: found F32[2], required i64[2]");
    for (DType dtype : Arrays.stream(DType.values()).filter(type -> type.bytes() == 1).toList()) {
      Tensor bytes = new Tensor("p", dtype, List.of(2L), MemorySegment.ofArray(new byte[2]));
      assertThat(unfit(own("f32[2]"), List.of(bytes)).unfit())
          .containsExactly("`p`: found " + dtype + "[2], required f32[2]");
    }
  }

  @Test
  @DisplayName("64-bit whole numbers that a 32-bit parameter cannot hold are refused, not cut")
  void narrowed() {
    assertThat(unfit(own("i32[2]"), List.of(Tensor.of("p", new long[] {5, 1L << 31}, 2))).unfit())
        .containsExactly("`p`: element 1 is 2147483648, required an i32");
    Graph graph = own("i32[2]");
    assertThat(bound(bind(graph, List.of(Tensor.of("p", new long[] {5, -7}, 2))), graph, "p").toIntegers())
        .containsExactly(5, -7);
  }

  @Test
  @DisplayName("a parameter that a pass has made up has nothing in the file, and says so")
  void unknown() {
    WeightBinding.Bound bound = (WeightBinding.Bound) bind(norm(), nacre());
    Param param = norm().params().getFirst();
    assertThatThrownBy(() -> bound.of(99, param)).isInstanceOf(EvaluationException.class)
        .hasMessage("parameter `dense.weight` is not bound");
  }
}
