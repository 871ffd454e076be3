package nacre.weights;

import static nacre.weights.WeightFixtures.bind;
import static nacre.weights.WeightFixtures.bound;
import static nacre.weights.WeightFixtures.contents;
import static nacre.weights.WeightFixtures.counted;
import static nacre.weights.WeightFixtures.unfit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Value;
import nacre.kernels.weights.Tensor;
import nacre.reference.Interpreter;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tensors of Keras's layers, by its names of all versions and in its layouts. */
class KerasNamesTest {
  private static Graph net(String op, long[] input, Object... settings) {
    Net net = new Net();
    return net.outputs(net.call(op, net.input("x", input), settings));
  }

  @Test
  @DisplayName("element [x, in, out] and [z, y, x, in, out] of a kernel is [out, in, x] and [out, in, z, y, x] here")
  void otherRanks() {
    Graph line = net("conv1d", new long[] {3, 9}, "filters", 5, "kernel", 2, "bias", false);
    nacre.ir.Tensor weight = bound(bind(line, List.of(counted("conv1d/kernel:0", 2, 3, 5))), line, "conv1d.weight");
    for (int i = 0; i < weight.elements(); i++) {
      assertThat(weight.real(i)).isEqualTo((i % 2 * 3 + i / 2 % 3) * 5 + i / 6);
    }
    Graph space = net("conv3d", new long[] {2, 9, 9, 9}, "filters", 3, "kernel", List.of(2, 1, 4), "bias", false);
    nacre.ir.Tensor cube = bound(bind(space, List.of(counted("conv3d/kernel", 2, 1, 4, 2, 3))), space, "conv3d.weight");
    for (int i = 0; i < cube.elements(); i++) {
      assertThat(cube.real(i)).isEqualTo((i % 8 * 2 + i / 8 % 2) * 3 + i / 16);
    }
  }

  @Test
  @DisplayName("a transposed convolution has [y, x, out, in] there and [in, out, y, x] here")
  void transposed() {
    Graph graph = net("conv_transpose2d", new long[] {3, 9, 9}, "filters", 5, "kernel", 2, "bias", false);
    nacre.ir.Tensor weight = bound(bind(graph, List.of(counted("conv_transpose2d.kernel", 2, 2, 5, 3))), graph,
        "conv_transpose2d.weight");
    for (int i = 0; i < weight.elements(); i++) {
      assertThat(weight.real(i)).isEqualTo((i % 4 * 5 + i / 4 % 5) * 3 + i / 20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"conv2d.depthwise_kernel", "conv2d/depthwise_kernel:0", "conv2d/conv2d/depthwise_kernel:0",
    "conv2d/kernel"})
  @DisplayName("a kernel for each channel, [y, x, channel, multiplier], is the weight of a convolution of as many groups")
  void depthwise(String name) {
    Graph graph = net("conv2d", new long[] {3, 9, 9}, "filters", 6, "kernel", 2, "groups", 3, "bias", false);
    nacre.ir.Tensor weight = bound(bind(graph, List.of(counted(name, 2, 2, 3, 2))), graph, "conv2d.weight");
    assertThat(weight.shape()).containsExactly(6, 1, 2, 2);
    for (int i = 0; i < weight.elements(); i++) {
      int channel = i / 4 / 2;
      int multiple = i / 4 % 2;
      assertThat(weight.real(i)).isEqualTo((i % 4 * 3 + channel) * 2 + multiple);
    }
  }

  @Test
  @DisplayName("both halves of a separable convolution are found under one prefix, by their shapes")
  void separable() {
    Net net = new Net();
    Value x = net.call("conv2d", net.input("x", 3, 9, 9), "filters", 3, "kernel", 2, "groups", 3, "bias", false);
    Graph graph = net.outputs(net.call("conv2d", x, "filters", 4, "kernel", 1));
    List<Tensor> tensors = List.of(counted("sep/depthwise_kernel", 2, 2, 3, 1),
        counted("sep/pointwise_kernel", 1, 1, 3, 4), counted("sep/bias", 4));
    WeightBinding binding = bind(graph, tensors, path -> path.replaceFirst("conv2d(_1)?", "sep"));
    assertThat(bound(binding, graph, "conv2d.weight").shape()).containsExactly(3, 1, 2, 2);
    assertThat(bound(binding, graph, "conv2d_1.weight").toReals()).startsWith(0, 4, 8, 1);
  }

  @Test
  @DisplayName("the first Keras put the layer's name before W, b and running_std, which is a variance")
  void firstKeras() {
    Net net = new Net();
    Graph graph = net.outputs(net.call("batch_norm", net.call("dense", net.input("x", 3), "units", 2)));
    List<Tensor> tensors = List.of(counted("dense/dense_W:0", 3, 2), counted("dense_b", 2),
        counted("batch_norm/batch_norm_gamma", 2), counted("batch_norm/batch_norm_beta", 2),
        counted("batch_norm/batch_norm_running_mean", 2), counted("batch_norm/batch_norm_running_std", 2));
    assertThat(contents(graph, tensors, "dense.weight")).containsExactly(0, 2, 4, 1, 3, 5);
    assertThat(contents(graph, tensors, "batch_norm.running_variance")).containsExactly(0, 1);
  }

  @Test
  @DisplayName("Keras 3 counts the variables of a layer in its files; a norm without gamma counts one less")
  void countedVariables() {
    Net net = new Net();
    Value x = net.call("batch_norm", net.call("dense", net.input("x", 3), "units", 2), "scale", false);
    Graph graph = net.outputs(x);
    Tensor square = counted("layers/dense/vars/0", 3, 2);
    List<Tensor> tensors = List.of(square, counted("layers/dense/vars/1", 2),
        Tensor.of("layers/batch_norm/vars/0", new float[] {1, 2}, 2),
        Tensor.of("layers/batch_norm/vars/1", new float[] {3, 4}, 2),
        Tensor.of("layers/batch_norm/vars/2", new float[] {5, 6}, 2));
    assertThat(contents(graph, tensors, "dense.weight")).containsExactly(0, 2, 4, 1, 3, 5);
    WeightBinding mapped = bind(graph, tensors, path -> path.equals("dense.weight") ? "layers/dense/vars/0" : path);
    assertThat(bound(mapped, graph, "dense.weight").toReals()).containsExactly(0, 2, 4, 1, 3, 5);
    assertThat(contents(graph, tensors, "batch_norm.beta")).containsExactly(1, 2);
    assertThat(contents(graph, tensors, "batch_norm.running_variance")).containsExactly(5, 6);
    Net words = new Net();
    Graph embedding = words.outputs(words.call("embedding", words.call("cast", words.input("x", 2), "dtype", "i64"),
        "input_dim", 2, "output_dim", 2));
    assertThat(contents(embedding, List.of(counted("layers/embedding/vars/0", 2, 2)),
        "embedding.weight")).containsExactly(0, 1, 2, 3);
  }

  @Test
  @DisplayName("embeddings are rows as here; slopes shared along axes keep these with one element")
  void others() {
    Net words = new Net();
    Graph embedding = words.outputs(words.call("embedding", words.call("cast", words.input("x", 2), "dtype", "i64"),
        "input_dim", 4, "output_dim", 3));
    assertThat(contents(embedding, List.of(counted("embedding/embeddings:0", 4, 3)), "embedding.weight"))
        .startsWith(0, 1, 2, 3).hasSize(12);
    Graph slopes = net("prelu", new long[] {3, 5, 5});
    assertThat(contents(slopes, List.of(counted("prelu/alpha", 1, 1, 3)), "prelu.slope")).containsExactly(0, 1, 2);
  }

  @Test
  @DisplayName("heads are axes there: [features, heads, each] of a query, [heads, each, features] of the output")
  void attention() {
    Net net = new Net();
    Value x = net.input("x", 5, 4);
    Graph graph = net.outputs(net.call("multi_head_attention", List.of(x, x, x), "heads", 2));
    String layer = "multi_head_attention/";
    List<Tensor> tensors = List.of(counted(layer + "query/kernel", 4, 2, 2), counted(layer + "query/bias", 2, 2),
        counted(layer + "key/kernel", 4, 2, 2), counted(layer + "key/bias", 2, 2),
        counted(layer + "value/kernel", 4, 2, 2), counted(layer + "value/bias", 2, 2),
        counted(layer + "attention_output/kernel", 2, 2, 4), counted(layer + "attention_output/bias", 4));
    for (String word : List.of("query", "output")) {
      assertThat(contents(graph, tensors, "multi_head_attention." + word + "_weight"))
          .startsWith(0, 4, 8, 12, 1, 5).hasSize(16);
    }
    assertThat(contents(graph, tensors, "multi_head_attention.key_bias")).containsExactly(0, 1, 2, 3);
  }

  private static double[][] matrix(Tensor tensor, int rows) {
    float[] all = tensor.floats();
    double[][] matrix = new double[rows][all.length / rows];
    for (int i = 0; i < all.length; i++) {
      matrix[i / matrix[0].length][i % matrix[0].length] = all[i];
    }
    return matrix;
  }

  private static double[] times(double[] x, double[][] kernel, double[] bias) {
    double[] y = bias.clone();
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        y[j] += x[i] * kernel[i][j];
      }
    }
    return y;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static final double[] X = {0.5, -1, 2};
  private static final int UNITS = 2;

  /** Keras's {@code LSTMCell} from a state of zeros and then once more: gates i, f, c, o in the columns of one kernel. */
  private static double[] kerasLstm(double[][] kernel, double[][] recurrent, double[] bias) {
    double[] h = new double[UNITS];
    double[] c = new double[UNITS];
    for (int step = 0; step < 2; step++) {
      double[] z = times(h, recurrent, times(X, kernel, bias));
      for (int u = 0; u < UNITS; u++) {
        c[u] = sigmoid(z[UNITS + u]) * c[u] + sigmoid(z[u]) * Math.tanh(z[2 * UNITS + u]);
        h[u] = sigmoid(z[3 * UNITS + u]) * Math.tanh(c[u]);
      }
    }
    return h;
  }

  /** Keras's {@code GRUCell} with {@code reset_after}: gates z, r, h in the columns, a row of biases for each kernel. */
  private static double[] kerasGru(double[][] kernel, double[][] recurrent, double[][] bias) {
    double[] h = new double[UNITS];
    for (int step = 0; step < 2; step++) {
      double[] x = times(X, kernel, bias[0]);
      double[] inner = times(h, recurrent, bias[1]);
      for (int u = 0; u < UNITS; u++) {
        double z = sigmoid(x[u] + inner[u]);
        double r = sigmoid(x[UNITS + u] + inner[UNITS + u]);
        h[u] = z * h[u] + (1 - z) * Math.tanh(x[2 * UNITS + u] + r * inner[2 * UNITS + u]);
      }
    }
    return h;
  }

  private static Tensor drawn(String name, long... shape) {
    float[] values = new float[(int) Tensor.elements(Arrays.stream(shape).boxed().toList())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(name.length() + 1.7 * i);
    }
    return Tensor.of(name, values, shape);
  }

  private static double[] last(Graph graph, List<Tensor> tensors) {
    WeightBinding binding = bind(graph, tensors);
    assertThat(binding).as("%s", binding).isInstanceOf(WeightBinding.Bound.class);
    var sequence = nacre.ir.Tensor.reals(DType.F32, new int[] {1, 2, 3}, i -> X[i % 3]);
    double[] states = new Interpreter(graph).run(Map.of("x", sequence), (WeightBinding.Bound) binding)
        .firstEntry().getValue().toReals();
    return Arrays.copyOfRange(states, UNITS, 2 * UNITS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm.", "lstm/", "lstm/lstm_cell/", "lstm/lstm/", "layers/lstm/cell/vars/"})
  @DisplayName("an LSTM of Keras computes here what it computes there; its one bias is the first of two")
  void lstm(String layer) {
    Graph graph = net("lstm", new long[] {2, 3}, "units", UNITS);
    boolean counted = layer.endsWith("vars/");
    List<Tensor> tensors = List.of(drawn(layer + (counted ? "0" : "kernel"), 3, 8),
        drawn(layer + (counted ? "1" : "recurrent_kernel"), 2, 8), drawn(layer + (counted ? "2" : "bias"), 8));
    double[] there = kerasLstm(matrix(tensors.get(0), 3), matrix(tensors.get(1), 2), matrix(tensors.get(2), 1)[0]);
    assertThat(last(graph, tensors)).containsExactly(there, within(1e-6));
  }

  @ParameterizedTest(name = "a bias of {0} rows")
  @CsvSource({"2", "1"})
  @DisplayName("a GRU of Keras computes here what it computes there, though its gates are in another order")
  void gru(int rows) {
    Graph graph = net("gru", new long[] {2, 3}, "units", UNITS);
    List<Tensor> tensors = List.of(drawn("gru/kernel", 3, 6), drawn("gru/recurrent_kernel", 2, 6),
        rows == 2 ? drawn("gru/bias", 2, 6) : drawn("gru/bias", 6));
    double[][] bias = matrix(tensors.get(2), rows);
    double[][] both = rows == 2 ? bias : new double[][] {bias[0], new double[6]};
    assertThat(last(graph, tensors))
        .containsExactly(kerasGru(matrix(tensors.get(0), 3), matrix(tensors.get(1), 2), both), within(1e-6));
  }

  @Test
  @DisplayName("a kernel that does not fit, transposed or not, says what was found and what is done to it")
  void unfitting() {
    Graph dense = net("dense", new long[] {3}, "units", 2, "bias", false);
    assertThat(unfit(dense, List.of(counted("dense/kernel", 2, 3))).unfit())
        .containsExactly("`dense.weight`: found F32[2, 3], required f32[2, 3], transposed");
    Graph gru = net("gru", new long[] {2, 3}, "units", UNITS, "bias", false);
    assertThat(unfit(gru, List.of(counted("gru/kernel", 3, 8), counted("gru/recurrent_kernel", 2, 6))).unfit())
        .containsExactly("`gru.weight_ih`: found F32[3, 8], required f32[6, 3], transposed");
  }
}
