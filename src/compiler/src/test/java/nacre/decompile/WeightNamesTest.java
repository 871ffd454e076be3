package nacre.decompile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nacre.ir.DType;
import nacre.ir.Init;
import nacre.ir.Location;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.TensorType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The names of an imported model's tensors live on in the weight map of its text, in as few lines as there can be. */
class WeightNamesTest {
  private final List<Param> params = new ArrayList<>();
  private final List<String> originals = new ArrayList<>();

  private void param(String path, Role role, String original) {
    params.add(new Param(path, TensorType.of(DType.F32, 4), role, true, Init.ZEROS, Location.NONE));
    originals.add(original);
  }

  private WeightNames names() {
    return WeightNames.of(params, originals::get);
  }

  @Test
  @DisplayName("turns of loops and calls of blocks are one line; a number may be moved and multiplied")
  void templates() {
    for (int stage = 0; stage < 2; stage++) {
      for (int block = 0; block < 3; block++) {
        String path = "stage" + stage + ".block" + block;
        String original = "layer" + (stage + 1) + "." + 2 * block;
        param(path + ".conv2d.weight", Role.WEIGHT, original + ".conv.weight");
        param(path + ".batch_norm.gamma", Role.GAMMA, original + ".bn.weight");
        param(path + ".batch_norm.running_variance", Role.RUNNING_VARIANCE, original + ".bn.running_var");
      }
    }
    assertThat(names().rules()).containsExactly(
        "\"stage{s}.block{b}.conv2d\" = \"layer{s + 1}.{2 * b}.conv\"",
        "\"stage{s}.block{b}.batch_norm\" = \"layer{s + 1}.{2 * b}.bn\"");
    assertThat(names().stored()).isEqualTo(originals);
  }

  @Test
  @DisplayName("what does not follow the others comes before them, where it counts first")
  void exceptions() {
    param("dense_1.weight", Role.WEIGHT, "body.1.weight");
    param("dense_2.weight", Role.WEIGHT, "body.2.weight");
    param("dense_3.weight", Role.WEIGHT, "head.weight");
    assertThat(names().rules()).containsExactly("\"dense_3\" = \"head\"", "\"dense_{s}\" = \"body.{s}\"");
  }

  @Test
  @DisplayName("of two families of names for one family of paths, one is a line, and the others come before it")
  void twoFamilies() {
    for (int i = 1; i < 5; i++) {
      param("dense_" + i + ".weight", Role.WEIGHT, (i < 3 ? "body." : "neck.") + i + ".weight");
    }
    assertThat(names().rules()).containsExactly("\"dense_3\" = \"neck.3\"", "\"dense_4\" = \"neck.4\"",
        "\"dense_{s}\" = \"body.{s}\"");
  }

  @Test
  @DisplayName("a layer whose parameters have names of their own is mapped one by one")
  void apart() {
    param("conv2d.weight", Role.WEIGHT, "w1");
    param("conv2d.bias", Role.BIAS, "offsets.first");
    param("scale", Role.OWN, "scale");
    assertThat(names().rules()).containsExactly("\"conv2d.weight\" = \"w1\"", "\"conv2d.bias\" = \"offsets.first\"");
    assertThat(names().stored()).containsExactly("w1", "offsets.first", "scale");
  }

  @Test
  @DisplayName("a name of Keras or Caffe keeps its layer: one line for it, and no kernel that would be turned around")
  void frameworks() {
    for (int i = 1; i < 4; i++) {
      param("dense_" + i + ".weight", Role.WEIGHT, "fc_" + i + "/kernel:0");
      param("dense_" + i + ".bias", Role.BIAS, "fc_" + i + "/bias:0");
      param("batch_norm_" + i + ".running_mean", Role.RUNNING_MEAN, "bn" + i + "[0]");
    }
    param("conv2d.weight", Role.WEIGHT, "sep/depthwise_kernel");
    param("conv2d_1.weight", Role.WEIGHT, "sep/pointwise_kernel");
    param("lstm.weight_ih", Role.WEIGHT, "cell/kernel");
    param("lstm.weight_hh", Role.WEIGHT, "cell/recurrent_kernel");
    assertThat(names().rules()).containsExactly("\"conv2d\" = \"sep.depthwise\"", "\"conv2d_1\" = \"sep.pointwise\"",
        "\"lstm\" = \"cell\"", "\"dense_{s}\" = \"fc_{s}\"", "\"batch_norm_{s}\" = \"bn{s}\"");
    assertThat(names().stored()).contains("fc_1.weight", "bn2.running_mean", "sep.pointwise.weight", "cell.weight_hh");
  }

  @Test
  @DisplayName("numbers and names that exporters make up are none that anybody gave, nor is a kernel without a layer: the path is better")
  void madeUp() {
    param("conv2d.weight", Role.WEIGHT, "465");
    param("conv2d.bias", Role.BIAS, "onnx::Conv_12");
    param("dense.weight", Role.WEIGHT, "{odd}");
    param("e.weight", Role.WEIGHT, "kernel:0");
    param("a.weight", Role.WEIGHT, "twice");
    param("b.weight", Role.WEIGHT, "twice");
    param("c.weight", Role.WEIGHT, "dense.weight");
    assertThat(names().stored()).containsExactly("conv2d.weight", "conv2d.bias", "dense.weight", "e.weight", "twice",
        "b.weight",
        "c.weight");
    assertThat(names().rules()).containsExactly("\"a.weight\" = \"twice\"");
  }
}
