package nacre.weights;

import static nacre.weights.WeightFixtures.bind;
import static nacre.weights.WeightFixtures.bound;
import static nacre.weights.WeightFixtures.contents;
import static nacre.weights.WeightFixtures.counted;
import static nacre.weights.WeightFixtures.nacre;
import static nacre.weights.WeightFixtures.norm;
import static nacre.weights.WeightFixtures.renamed;
import static nacre.weights.WeightFixtures.unfit;
import static nacre.weights.WeightFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.ir.Graph;
import nacre.ir.Value;
import nacre.kernels.weights.Tensor;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tensors of PyTorch's layers, by its names and in its layouts: numbers show which element goes where. */
class PyTorchNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"module.", "_orig_mod.", "_orig_mod.module."})
  @DisplayName("what DataParallel and torch.compile put before every name is left out, but only if it is before every name")
  void wrapped(String wrapper) {
    List<Tensor> tensors = renamed(nacre(), name -> wrapper + name);
    assertThat(contents(norm(), tensors, "dense.bias")).containsExactly(7, 8);
    assertThat(unfit(norm(), with(tensors, Tensor.of("odd", new float[] {1}, 1))).missing()).hasSize(6);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"conv1d,3", "conv2d,3x3", "conv3d,2x3x2"})
  @DisplayName("weights of convolutions are [out, in / groups, ...], which is Nacre's own order; of transposed ones [in, out, ...]")
  void convolutions(String op, String window) {
    List<Integer> kernel = List.of(window.split("x")).stream().map(Integer::valueOf).toList();
    long[] input = new long[kernel.size() + 1];
    Arrays.fill(input, 8);
    input[0] = 4;
    Graph plain = net(op, input, "filters", 6, "kernel", kernel.size() == 1 ? kernel.getFirst() : kernel);
    assertThat(copied(plain, op, "weight", 6, 4, kernel)).isTrue();
    String transposed = op.replace("conv", "conv_transpose");
    Graph other = net(transposed, input, "filters", 6, "kernel", kernel.size() == 1 ? kernel.getFirst() : kernel);
    assertThat(copied(other, transposed, "weight", 4, 6, kernel)).isTrue();
  }

  private static Graph net(String op, long[] input, Object... settings) {
    Net net = new Net();
    return net.outputs(net.call(op, net.input("x", input), settings));
  }

  /** Whether elements 0, 1, 2, ... of a stored weight are those of the parameter. */
  private static boolean copied(Graph graph, String layer, String word, long first, long second, List<Integer> window) {
    long[] shape = new long[2 + window.size()];
    shape[0] = first;
    shape[1] = second;
    for (int i = 0; i < window.size(); i++) {
      shape[2 + i] = window.get(i);
    }
    Tensor weight = counted(layer + "." + word, shape);
    nacre.ir.Tensor found = bound(bind(graph, List.of(weight, counted(layer + ".bias", 6))), graph, layer + "." + word);
    return IntStream.range(0, found.elements()).allMatch(i -> found.real(i) == i)
        && found.elements() == weight.elements();
  }

  @Test
  @DisplayName("in_proj has the rows of queries, keys and values one below the other; out_proj is a layer of its own there")
  void attention() {
    Net net = new Net();
    Value x = net.input("x", 5, 4);
    Graph graph = net.outputs(net.call("multi_head_attention", List.of(x, x, x), "heads", 2));
    String layer = "multi_head_attention.";
    List<Tensor> tensors = List.of(counted(layer + "in_proj_weight", 12, 4), counted(layer + "in_proj_bias", 12),
        counted(layer + "out_proj.weight", 4, 4), counted(layer + "out_proj.bias", 4));
    assertThat(contents(graph, tensors, layer + "query_weight")).startsWith(0, 1, 2).hasSize(16);
    assertThat(contents(graph, tensors, layer + "key_weight")).startsWith(16, 17, 18).hasSize(16);
    assertThat(contents(graph, tensors, layer + "value_weight")).startsWith(32, 33, 34).hasSize(16);
    assertThat(contents(graph, tensors, layer + "query_bias")).containsExactly(0, 1, 2, 3);
    assertThat(contents(graph, tensors, layer + "key_bias")).containsExactly(4, 5, 6, 7);
    assertThat(contents(graph, tensors, layer + "value_bias")).containsExactly(8, 9, 10, 11);
    assertThat(contents(graph, tensors, layer + "output_weight")).startsWith(0, 1, 2).hasSize(16);
    assertThat(contents(graph, tensors, layer + "output_bias")).containsExactly(0, 1, 2, 3);
    assertThat(unfit(graph, with(tensors, counted(layer + "in_proj_weight", 9, 4))).unfit()).hasSize(3).first()
        .isEqualTo("`multi_head_attention.query_weight`: found F32[9, 4], required f32[4, 4], as one of 3 parts");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"lstm, 8", "gru, 6", "rnn, 2"})
  @DisplayName("recurrent layers count layers and mark the way back; their gates are in Nacre's own order")
  void recurrent(String op, int rows) {
    Net net = new Net();
    Graph graph = net.outputs(net.call(op, net.input("x", 5, 3), "units", 2, "direction", "bidirectional"));
    List<Tensor> tensors = Stream.of("", "_reverse").flatMap(way -> Stream.of(
        counted(op + ".weight_ih_l0" + way, rows, 3), counted(op + ".weight_hh_l0" + way, rows, 2),
        counted(op + ".bias_ih_l0" + way, rows), counted(op + ".bias_hh_l0" + way, rows))).toList();
    for (String word : List.of("weight_ih", "weight_hh", "bias_ih", "bias_hh_reverse")) {
      assertThat(contents(graph, tensors, op + "." + word)).startsWith(0, 1).contains(rows - 1);
    }
  }

  @Test
  @DisplayName("embeddings, layer norms and PReLU have a weight; a slope for all channels is not one for each")
  void others() {
    Net net = new Net();
    Value x = net.call("layer_norm", net.input("x", 3));
    Graph graph = net.outputs(net.call("prelu", x));
    List<Tensor> tensors = List.of(counted("layer_norm.weight", 3), counted("layer_norm.bias", 3),
        counted("prelu.weight", 3));
    assertThat(contents(graph, tensors, "layer_norm.gamma")).containsExactly(0, 1, 2);
    assertThat(contents(graph, tensors, "prelu.slope")).containsExactly(0, 1, 2);
    assertThat(unfit(graph, with(tensors, counted("prelu.weight", 1))).unfit())
        .containsExactly("`prelu.slope`: found F32[1], required f32[3]");
    Net words = new Net();
    Graph embedding = words.outputs(words.call("embedding", words.call("cast", words.input("x", 2), "dtype", "i64"),
        "input_dim", 4, "output_dim", 3));
    assertThat(contents(embedding, List.of(counted("embedding.weight", 4, 3)), "embedding.weight"))
        .startsWith(0, 1, 2, 3).hasSize(12);
  }
}
