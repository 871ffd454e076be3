package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.kernels.run.Fill;
import nacre.source.InputException;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Small networks by hand, each with something that a plan gets wrong easily; all are compared value by value. */
class EmittedModelTest {
  @Test
  @DisplayName("a convolution, its activation and a pool with padding, whose LOWEST halo is written once")
  void lowestHalo() {
    Net net = new Net();
    Value x = net.input("x", 3, 9, 9);
    Value y = net.call("conv2d", x, "filters", 5, "kernel", 3, "padding", 1);
    Value z = net.call("max_pool2d", y, "kernel", 3, "stride", 1, "padding", 1);
    Emission emission =
        Emission.of(net.outputs(net.call("conv2d", z, "filters", 2, "kernel", 1))).check().checkScalar();
    assertThat(emission.kernels()).isEqualTo("Conv Pool Conv");
    assertThat(emission.model().plan().slots()).anyMatch(slot -> slot.geometry().halo().fill() == Fill.LOWEST
        && slot.geometry().halo().top() == 1);
  }

  @Test
  @DisplayName("depthwise windows read zeros around planes; maxima of the same planes must not see them")
  void bothFills() {
    Net net = new Net();
    Value x = net.call("leaky_relu", net.input("x", 4, 7, 6), "slope", 3.0);
    Value a = net.call("conv2d", x, "filters", 4, "kernel", 3, "padding", 1, "groups", 4);
    Value b = net.call("max_pool2d", x, "kernel", 3, "stride", 1, "padding", 1);
    Emission.of(net.outputs(net.call("add", List.of(a, b)))).check().checkScalar();
  }

  @Test
  @DisplayName("operands of a concatenation of channels are computed where they belong: nothing is copied")
  void concatViews() {
    Net net = new Net();
    Value x = net.input("x", 3, 8, 8);
    Value a = net.call("conv2d", x, "filters", 4, "kernel", 1);
    Value b = net.call("conv2d", x, "filters", 2, "kernel", 3, "padding", 1);
    Value c = net.call("max_pool2d", a, "kernel", 3, "stride", 1, "padding", 1);
    Value all = net.call("concat", List.of(a, b, c), "axis", 1);
    Emission emission = Emission.of(net.outputs(net.call("conv2d", all, "filters", 3, "kernel", 3, "padding", 1)));
    assertThat(emission.check().checkScalar().kernels()).isEqualTo("Conv Conv Pool Conv");
  }

  @Test
  @DisplayName("a list that grows is one slot: earlier concatenations are the first planes of the last one")
  void growingConcat() {
    Net net = new Net();
    Value x = net.call("conv2d", net.input("x", 2, 6, 6), "filters", 3, "kernel", 1);
    Value a = net.call("conv2d", x, "filters", 2, "kernel", 3, "padding", 1);
    Value first = net.call("concat", List.of(x, a), "axis", 1);
    Value b = net.call("conv2d", first, "filters", 2, "kernel", 3, "padding", 1);
    Value second = net.call("concat", List.of(x, a, b), "axis", 1);
    Emission emission = Emission.of(net.outputs(net.call("relu", second))).check();
    assertThat(emission.kernels()).isEqualTo("Conv Conv Conv Pointwise");
  }

  @Test
  @DisplayName("what cannot be a view is copied: an operand twice, an input, another axis")
  void concatCopies() {
    Net net = new Net();
    Value x = net.input("x", 3, 4, 4);
    Value y = net.call("relu", x);
    Value twice = net.call("concat", List.of(y, x, y), "axis", 1);
    Value rows = net.call("concat", List.of(twice, twice), "axis", 2);
    Value images = net.call("concat", List.of(rows, rows), "axis", 0);
    Emission.of(net.outputs(images)).check().checkScalar();
  }

  @Test
  @DisplayName("64-bit integers are transposed, joined and added in 32 bits; batch sizes appear on an inner axis")
  void wholeNumbers() {
    Graph graph = IrParser.parse("""
        graph Ids {
          symbol N
          %0 ids = input: i64[N, 4]
          %1 turned = transpose(%0) permutation=[1, 0]: i64[4, N]
          %2 both = concat(%1, %1) axis=0: i64[8, N]
          %3 sum = add(%2, %2): i64[8, N]
          input ids = %0
          output sum = %3
          output turned = %1
        }
        """);
    Emission emission = Emission.of(graph).check();
    Session session = emission.model().session(2);
    session.set("ids", new long[] {1, 2, 3, 4, -5, 6, 7, 1 << 29});
    session.run(2);
    Tensor sum = session.outputs().get("sum");
    assertThat(sum).isEqualTo(Tensor.ofIntegers(DType.I64, new int[] {8, 2},
        new long[] {2, -10, 4, 12, 6, 14, 8, 1 << 30, 2, -10, 4, 12, 6, 14, 8, 1 << 30}));
    assertThatThrownBy(() -> session.set("ids", new long[] {1, 2, 3, 1L << 31})).hasMessageContaining("ids")
        .hasMessageContaining("2147483648");
    session.set("ids", new long[] {1, 2, 3, Integer.MAX_VALUE});
    assertThatThrownBy(() -> session.run(1)).isInstanceOf(InputException.class)
        .hasMessageContaining("32 bits");
  }

  @Test
  @DisplayName("an output may be an input, another output, another's other name, or a constant")
  void unusualOutputs() {
    Graph graph = IrParser.parse("""
        graph Odd {
          symbol N
          param $p: f32[2, 3] own = normal(0.5)
          %0 x = input: f32[N, 2, 3]
          %1 flat = reshape(%0) shape=[N, 6]: f32[N, 6]
          %2 y = relu(%1): f32[N, 6]
          %3 c = mul($p, $p): f32[2, 3]
          %4 unused = input: f32[N, 1]
          input x = %0
          input unused = %4
          output same = %0
          output flat = %1
          output y = %2
          output again = %2
          output constant = %3
        }
        """);
    assertThat(Emission.of(graph).check().checkScalar().kernels()).isEqualTo("Pointwise Move");
  }

  @Test
  @DisplayName("scalars and empty tensors have ports and steps like others")
  void ranksAndEmptiness() {
    Graph graph = IrParser.parse("""
        graph Ranks {
          symbol N
          %0 s = input: f32[]
          %1 x = input: f32[N, 3]
          %2 none = input: f32[N, 0]
          %3 scaled = mul(%1, %0): f32[N, 3]
          %4 joined = concat(%3, %2) axis=1: f32[N, 3]
          %5 square = mul(%0, %0): f32[]
          %6 nothing = relu(%2): f32[N, 0]
          input s = %0
          input x = %1
          input none = %2
          output joined = %4
          output square = %5
          output nothing = %6
        }
        """);
    Emission.of(graph).check().checkScalar();
  }

  @Test
  @DisplayName("a channels-last picture is reordered once, and back where its elements are read in order")
  void channelsLast() {
    Net net = new Net();
    Value x = net.input("x", 8, 6, 3);
    Value y = net.call("conv2d", x, "filters", 4, "kernel", 3, "padding", "same", "axis", 3);
    y = net.call("batch_norm", net.call("relu", y), "axis", 3, "statistics", "batch");
    Value z = net.call("max_pool2d", y, "kernel", 2, "stride", 2, "axis", 3);
    z = net.call("conv2d", z, "filters", 4, "kernel", 3, "groups", 4, "padding", 1, "axis", 3);
    Value out = net.call("dense", net.call("flatten", z), "units", 5);
    Emission emission = Emission.of(net.outputs(out)).check().checkScalar();
    assertThat(emission.kernels()).isEqualTo("Move Conv Pointwise Normalise Pool Conv Move Gemm");
  }

  @Test
  @DisplayName("products: leading axes, a constant on either side, two values, a broadcast batch")
  void products() {
    Graph graph = IrParser.parse("""
        graph Products {
          symbol N
          param $w: f32[4, 5] own = normal(0.5)
          param $left: f32[3, 4] own = normal(0.5)
          param $dense: f32[6, 4] weight = he_uniform
          param $bias: f32[6] bias = zeros
          %0 x = input: f32[N, 2, 4]
          %1 right = matmul(%0, $w): f32[N, 2, 5]
          %2 turned = transpose(%0) permutation=[0, 2, 1]: f32[N, 4, 2]
          %3 left = matmul($left, %2): f32[N, 3, 2]
          %4 gram = matmul(%0, %2): f32[N, 2, 2]
          %5 rows = dense(%0, $dense, $bias): f32[N, 2, 6]
          input x = %0
          output right = %1
          output left = %3
          output gram = %4
          output rows = %5
        }
        """);
    Emission.of(graph).check().checkScalar();
  }

  @Test
  @DisplayName("one residual starts the accumulators, one clamp and one curve end them; more takes kernels of its own")
  void epilogues() {
    Graph graph = IrParser.parse("""
        graph Fusions {
          symbol N
          param $w: f32[3, 3, 1, 1] weight = he_uniform
          param $d: f32[4, 4] weight = he_uniform
          param $b: f32[3] bias = normal(0.5)
          %0 x = input: f32[N, 3, 4, 4]
          %1 z = input: f32[N, 4]
          %2 a = fused(%0, $w, $b, %0) {conv2d(0, 1, 2) stride=[1, 1] padding=[[0, 0], [0, 0]] dilation=[1, 1] groups=1 axis=1; add(3, ^); relu(^); tanh(^)}: f32[N, 3, 4, 4]
          %3 b = fused(%2, $w, _, %2, %0) {conv2d(0, 1, 2) stride=[1, 1] padding=[[0, 0], [0, 0]] dilation=[1, 1] groups=1 axis=1; relu(^); add(^, 3); sub(4, ^); silu(^); gelu(^) approximate=none}: f32[N, 3, 4, 4]
          %4 c = fused(%1, $d, _, %1) {dense(0, 1, 2); add(^, 3); clip(^) low=-0.5 high=0.5}: f32[N, 4]
          %5 s = input: f32[3, N, 4]
          %6 d = fused(%1, $d, _, %5) {dense(0, 1, 2); add(^, 3); relu(^)}: f32[3, N, 4]
          input x = %0
          input z = %1
          input s = %5
          output b = %3
          output c = %4
          output d = %6
        }
        """);
    assertThat(Emission.of(graph).check().checkScalar().kernels())
        .isEqualTo("Conv Conv Pointwise Pointwise Pointwise Gemm Gemm Pointwise");
  }

  @Test
  @DisplayName("an image's result is the same to the bit in any place of any batch, with any helpers, the first time and later")
  void bits() throws Exception {
    Net net = new Net();
    Value x = net.input("x", 3, 16, 16);
    Value y = net.call("conv2d", x, "filters", 20, "kernel", 3, "padding", 1);
    Value z = net.call("max_pool2d", net.call("gelu", y), "kernel", 2, "stride", 2);
    Value out = net.call("softmax", net.call("dense", net.call("flatten", z), "units", 7));
    EmittedModel model = Emission.of(net.outputs(out)).model();
    float[] batch = floats(5 * 3 * 256);
    float[] all = run(model.session(9), batch, 5, Runnable::run, 0);
    assertThat(run(model.session(5), batch, 5, Runnable::run, 0)).containsExactly(all);
    for (int image = 0; image < 5; image++) {
      float[] one = Arrays.copyOfRange(batch, image * 768, image * 768 + 768);
      assertThat(run(model.session(3), one, 1, Runnable::run, 0))
          .containsExactly(Arrays.copyOfRange(all, image * 7, image * 7 + 7));
    }
    Session session = model.session(5);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (int turn = 0; turn < 50; turn++) {
        assertThat(run(session, batch, 5, pool, 1 + turn % 4)).containsExactly(all);
      }
    }
    Executor never = _ -> {};
    assertThat(run(session, batch, 5, never, 3)).containsExactly(all);
  }

  private static float[] run(Session session, float[] input, int images, Executor executor, int helpers) {
    session.set("x", input);
    session.run(images, executor, helpers);
    Tensor result = session.outputs().firstEntry().getValue();
    float[] floats = new float[result.elements()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) result.real(i);
    }
    return floats;
  }

  private static float[] floats(int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) Math.sin(i * 0.7);
    }
    return floats;
  }

  @Test
  @DisplayName("a model of a fixed batch has memory for that batch, and no count of images")
  void fixedBatch() {
    Graph graph = IrParser.parse("""
        graph Fixed {
          param $w: f32[2, 3, 3, 3] weight = he_uniform
          %0 x = input: f32[2, 3, 6, 6]
          %1 y = conv2d(%0, $w, _) stride=[1, 1] padding=[[1, 1], [1, 1]] dilation=[1, 1] groups=1 axis=1: f32[2, 2, 6, 6]
          input x = %0
          output y = %1
        }
        """);
    Emission emission = Emission.of(graph);
    Map<String, Tensor> inputs = emission.inputs(1);
    assertThat(emission.model().run(inputs).get("y").type().toString()).isEqualTo("f32[2, 2, 6, 6]");
    assertThat(emission.check().model().source().text()).contains("public void run(Memory m, Team team)");
  }

  @Test
  @DisplayName("inputs that do not fit are refused with what was found and what is required")
  void refused() {
    Net net = new Net();
    EmittedModel model = Emission.of(net.outputs(net.call("relu", net.input("x", 2)))).model();
    assertThatThrownBy(() -> model.run(Map.of())).isInstanceOf(InputException.class)
        .hasMessage("input `x` is missing, required f32[N, 2]");
    assertThatThrownBy(() -> model.run(Map.of("x", Tensor.reals(DType.F32, new int[] {1, 3}, _ -> 0))))
        .hasMessage("input `x`: found f32[1, 3], required f32[N, 2] with N = 1");
    Tensor fine = Tensor.reals(DType.F32, new int[] {1, 2}, _ -> 0);
    assertThatThrownBy(() -> model.run(Map.of("x", fine, "z", fine))).hasMessage("`Net` has no input `z`");
  }
}
