package nacre.weights;

import static nacre.weights.WeightFixtures.WEIGHT;
import static nacre.weights.WeightFixtures.bind;
import static nacre.weights.WeightFixtures.bound;
import static nacre.weights.WeightFixtures.contents;
import static nacre.weights.WeightFixtures.nacre;
import static nacre.weights.WeightFixtures.norm;
import static nacre.weights.WeightFixtures.renamed;
import static nacre.weights.WeightFixtures.unfit;
import static nacre.weights.WeightFixtures.with;
import static nacre.weights.WeightFixtures.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import nacre.ir.Graph;
import nacre.ir.Param;
import nacre.kernels.weights.Tensor;
import nacre.reference.EvaluationException;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which tensor of a file fills which parameter, in whose words and whose order, and what is said of all that do not fit. */
class WeightBinderTest {
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
  @DisplayName("one list has all that is missing, unused and of another shape, in the words of graph and file")
  void everythingAtOnce() {
    List<Tensor> tensors = with(without(nacre(), "dense.bias", "batch_norm.beta"),
        Tensor.of("dense.weight", WEIGHT, 3, 2), Tensor.of("old.weight", new float[] {1}, 1),
        Tensor.of("batch_norm.gamma", new float[] {1, 2, 3}, 3));
    WeightBinding.Unfit unfit = unfit(norm(), tensors);
    assertThat(unfit.file()).isEqualTo("file");
    assertThat(unfit.missing()).extracting(WeightBinding.Missing::path).containsExactly("dense.bias",
        "batch_norm.beta");
    assertThat(unfit.unused()).containsExactly("old.weight");
    assertThat(unfit.unfit()).containsExactly("`dense.weight`: found F32[3, 2], required f32[2, 3]",
        "`batch_norm.gamma`: found F32[3], required f32[2]");
  }

  @Test
  @DisplayName("names of the file may be others: the map is asked for each, and what it says is part of the message")
  void mapped() {
    UnaryOperator<String> map = path -> path.replace("dense", "fc").replace("batch_norm", "bn1");
    List<Tensor> all = renamed(nacre(), map);
    assertThat(bound(bind(norm(), all, map), norm(), "dense.bias").toReals()).containsExactly(7, 8);
    List<Tensor> less = renamed(without(nacre(), "dense.bias"), map);
    assertThat(((WeightBinding.Unfit) bind(norm(), less, map)).missing())
        .containsExactly(new WeightBinding.Missing("dense.bias", "fc.bias"));
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
