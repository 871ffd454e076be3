package nacre.keras.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.List;
import nacre.importers.InvalidModelException;
import nacre.importers.hdf5.Hdf5File;
import nacre.importers.hdf5.OldFile;
import nacre.importers.hdf5.OldFile.Group;
import nacre.importers.hdf5.OldFile.Texts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A layer's arrays are found by where it is in the model, however the version of Keras names them. */
class StoredLayersTest {
  private static StoredLayers of(Group root) {
    return StoredLayers.in(Hdf5File.of("m.h5", MemorySegment.ofArray(OldFile.of(root))).root()).orElseThrow();
  }

  private static List<String> names(List<StoredArray> arrays) {
    return arrays.stream().map(StoredArray::name).toList();
  }

  private static List<String> names(StoredLayers layers, LayerPlace place, String... parts) {
    return names(layers.arrays(place, List.of(parts)));
  }

  private static LayerPlace top(String name, String className, int position) {
    return LayerPlace.MODEL.listed(name, className, position);
  }

  @Test
  @DisplayName("Keras 1 and 2: a layer's group, in the order that is written beside it")
  void legacy() {
    StoredLayers layers = of(KerasFixture.legacy("""
        conv: conv/kernel:0 2x2, conv/bias:0 2
        relu:
        bn: bn/gamma:0 2, bn/beta:0 2, bn/moving_mean:0 2, bn/moving_variance:0 2"""));
    assertThat(names(layers, top("bn", "BatchNormalization", 0))).containsExactly("bn/gamma:0", "bn/beta:0",
        "bn/moving_mean:0", "bn/moving_variance:0");
    assertThat(names(layers, top("relu", "Activation", 0))).isEmpty();
    assertThat(names(layers, top("other", "Dense", 0))).isEmpty();
    assertThat(names(layers.untaken())).containsExactly("conv/kernel:0", "conv/bias:0");
    StoredArray kernel = layers.arrays(top("conv", "Conv2D", 0), List.of()).getFirst();
    assertThat(kernel.shape()).containsExactly(2L, 2L);
    assertThat(kernel.contents().get().real(3)).isEqualTo(3);
    assertThat(layers.untaken()).isEmpty();
    assertThat(layers.file()).isEqualTo("m.h5");
  }

  @Test
  @DisplayName("Keras 1 and 2: layers of a nested model lie in one group, trained arrays of all before the others")
  void legacyNested() {
    StoredLayers layers = of(KerasFixture.legacy("""
        base: conv/kernel:0 2, bn/gamma:0 2, bn_1/gamma:0 3, bn/moving_mean:0 2, bn_1/moving_mean:0 3"""));
    LayerPlace base = top("base", "Model", 0);
    assertThat(names(layers, base.listed("bn", "BatchNormalization", 0)))
        .containsExactly("bn/gamma:0", "bn/moving_mean:0");
    assertThat(names(layers, base.listed("bn_1", "BatchNormalization", 1)))
        .containsExactly("bn_1/gamma:0", "bn_1/moving_mean:0");
    assertThat(names(layers.untaken())).containsExactly("conv/kernel:0");
  }

  @Test
  @DisplayName("TensorFlow counts names on when a model is built again; Keras 1 writes them without slashes")
  void legacyNames() {
    StoredLayers layers = of(KerasFixture.legacy("""
        base: m/conv_3/kernel:0 2, m/conv_3/bias:0 2
        old: dense_1_W 2, dense_1_b 2, dense_10_W 3, dense_10_b 3"""));
    assertThat(names(layers, top("base", "Model", 0).listed("conv", "Conv2D", 0)))
        .containsExactly("m/conv_3/kernel:0", "m/conv_3/bias:0");
    assertThat(names(layers, top("old", "Sequential", 0).listed("dense_1", "Dense", 0)))
        .containsExactly("dense_1_W", "dense_1_b");
    assertThat(names(layers, top("old", "Sequential", 0).listed("dense_10", "Dense", 1)))
        .containsExactly("dense_10_W", "dense_10_b");
  }

  @Test
  @DisplayName("Keras 1 and 2: what a wrapper holds is stored as the wrapper's")
  void legacyWrappers() {
    StoredLayers layers = of(KerasFixture.legacy("td: td/kernel:0 2\nbase: rest/kernel:0 2, inner/kernel:0 3"));
    assertThat(names(layers, top("td", "TimeDistributed", 0).held("dense", "layer"))).containsExactly("td/kernel:0");
    assertThat(names(layers, top("base", "Model", 0).listed("inner", "TimeDistributed", 0).held("dense", "layer")))
        .containsExactly("inner/kernel:0");
  }

  @Test
  @DisplayName("Keras 1: a sequential model lists the layers of models in it as its own")
  void flattened() {
    StoredLayers layers = of(KerasFixture.legacy("dense_1: dense_1_W 2\ndense_2: dense_2_W 3"));
    assertThat(names(layers, top("branch", "Sequential", 0).listed("dense_2", "Dense", 0)))
        .containsExactly("dense_2_W");
  }

  @Test
  @DisplayName("a list of names that is too long for an attribute goes on in the next one")
  void chunks() {
    Group inner = new Group().texts("weight_names0", Texts.FIXED, "a").texts("weight_names1", Texts.FIXED, "b")
        .dataset("a", KerasFixture.numbers(1)).dataset("b", KerasFixture.numbers(2));
    StoredLayers layers = of(new Group().texts("layer_names0", Texts.FIXED, "x")
        .texts("layer_names1", Texts.FIXED, "y").group("x", inner).group("y", new Group()));
    assertThat(names(layers, top("x", "Dense", 0))).containsExactly("a", "b");
  }

  @Test
  @DisplayName("names that are listed must be there, once")
  void missing() {
    assertThatThrownBy(() -> of(new Group().texts("layer_names", Texts.FIXED, "x")))
        .isInstanceOf(InvalidModelException.class).hasMessage("`/`: there is no `x`, which it lists");
    assertThatThrownBy(() -> of(new Group().texts("layer_names", Texts.FIXED, "x").group("x",
        new Group().texts("weight_names", Texts.FIXED, "w"))))
        .hasMessage("`/x`: there is no `w`, which it lists");
    assertThatThrownBy(() -> of(new Group().texts("layer_names", Texts.FIXED, "x", "x").group("x", new Group())))
        .hasMessage("`/`: two layers have the name `x`");
  }

  @Test
  @DisplayName("Keras 3: layers are called by class and number, and layers within layers by attribute")
  void current() {
    StoredLayers layers = of(KerasFixture.current("""
        layers/conv2d/vars/0 2x2
        layers/conv2d_1/vars/0 3x3
        layers/conv2d_1/vars/1 3
        layers/bidirectional/backward_layer/cell/vars/0 4
        layers/bidirectional/forward_layer/cell/vars/0 5
        layers/functional/layers/dense/vars/0 6
        layers/time_distributed/layer/vars/0 7
        layers/dropout/seed_generator/vars/0 2
        optimizer/vars/0 1"""));
    assertThat(names(layers, top("b", "Conv2D", 1))).containsExactly("layers/conv2d_1/vars/0",
        "layers/conv2d_1/vars/1");
    assertThat(names(layers, top("r", "Bidirectional", 0), "forward_layer/cell", "backward_layer/cell"))
        .containsExactly("layers/bidirectional/forward_layer/cell/vars/0",
            "layers/bidirectional/backward_layer/cell/vars/0");
    assertThat(names(layers, top("m", "Functional", 0).listed("d", "Dense", 0)))
        .containsExactly("layers/functional/layers/dense/vars/0");
    assertThat(names(layers, top("t", "TimeDistributed", 0).held("d", "layer")))
        .containsExactly("layers/time_distributed/layer/vars/0");
    assertThat(names(layers, top("t", "TimeDistributed", 0), "layer"))
        .containsExactly("layers/time_distributed/layer/vars/0");
    assertThat(names(layers, top("c", "Conv2D", 2))).isEmpty();
    assertThat(names(layers.untaken())).containsExactly("layers/conv2d/vars/0");
  }

  @Test
  @DisplayName("Keras 3: more than ten arrays of a layer stay in the order of their numbers")
  void order() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      lines.append("layers/mine/vars/").append(i).append(" 1\n");
    }
    assertThat(names(of(KerasFixture.current(lines.toString())), top("m", "Mine", 0))).startsWith("layers/mine/vars/0",
        "layers/mine/vars/1", "layers/mine/vars/2").endsWith("layers/mine/vars/10", "layers/mine/vars/11");
  }

  @Test
  @DisplayName("late Keras 2: a layer with weights counts twice in the list")
  void early() {
    StoredLayers layers = of(KerasFixture.current("""
        _layer_checkpoint_dependencies/dense/vars/0 2
        _layer_checkpoint_dependencies/dense_2/vars/0 3"""));
    assertThat(names(layers, top("b", "Dense", 1)))
        .containsExactly("_layer_checkpoint_dependencies/dense_2/vars/0");
  }

  @Test
  @DisplayName("names of classes become names of groups as Keras has it")
  void snakeCase() {
    assertThat(CurrentLayers.snakeCase("BatchNormalization")).isEqualTo("batch_normalization");
    assertThat(CurrentLayers.snakeCase("Conv2D")).isEqualTo("conv2d");
    assertThat(CurrentLayers.snakeCase("GlobalAveragePooling2D")).isEqualTo("global_average_pooling2d");
    assertThat(CurrentLayers.snakeCase("ReLU")).isEqualTo("re_lu");
    assertThat(CurrentLayers.snakeCase("LSTMCell")).isEqualTo("lstm_cell");
    assertThat(CurrentLayers.snakeCase("SimpleRNN")).isEqualTo("simple_rnn");
  }
}
