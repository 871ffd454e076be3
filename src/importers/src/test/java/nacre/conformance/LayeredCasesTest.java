package nacre.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nacre.onnx.Bytes;
import nacre.onnx.Models;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cases of Keras and Caffe, each of a layer {@code y = relu(2a - b, a + 3b + 1)} that is written here. */
class LayeredCasesTest {
  private static final String DENSE = """
      {"class_name": "Dense", "config": {"name": "d", "units": 2, "activation": "relu", "use_bias": true,
       "batch_input_shape": [null, 2], "dtype": "float32"}}""";
  private static final float[][] KERNEL = {{2, 1}, {-1, 3}};
  private static final float[] BIAS = {0, 1};
  private static final float[][] INPUT = {{1, 2}, {3, 1}};
  private static final float[][] OUTPUT = {{0, 8}, {5, 7}};
  private static final float[][] WRONG = {{0, 8}, {5, 7.5f}};

  @TempDir
  Path folder = Path.of("");

  private static void keras(Path file, String layer) {
    try (WritableHdfFile out = HdfFile.write(file)) {
      out.putAttribute("keras_version", "2.1.2");
      out.putAttribute("backend", "tensorflow");
      out.putAttribute("model_config",
          "{\"class_name\": \"Sequential\", \"config\": {\"name\": \"m\", \"layers\": [" + layer + "]}}");
      WritableGroup weights = out.putGroup("model_weights");
      weights.putAttribute("layer_names", new String[] {"d"});
      WritableGroup own = weights.putGroup("d");
      own.putAttribute("weight_names", new String[] {"d/kernel:0", "d/bias:0"});
      WritableGroup inner = own.putGroup("d");
      inner.putDataset("kernel:0", KERNEL);
      inner.putDataset("bias:0", BIAS);
    }
  }

  private void gold(String stem, String output) throws IOException {
    Path data = Files.createDirectories(folder.resolve(stem + ".gold"));
    Files.write(data.resolve("input_0.pb"), Models.tensor("f32[2,2] 1 2 3 1"));
    Files.write(data.resolve("output_0.pb"), Models.tensor(output));
  }

  private void results(String stem, float[][] predictions, float[][] layer) {
    try (WritableHdfFile out = HdfFile.write(folder.resolve(stem + "_inputs_and_outputs.h5"))) {
      out.putGroup("inputs").putDataset("d_input", INPUT);
      out.putGroup("outputs").putDataset("d", new float[][] {{9, 9}, {9, 9}});
      out.putGroup("predictions").putDataset("d", predictions);
      out.putGroup("activations").putDataset("d", layer);
    }
  }

  private List<Result> results(Mode mode) throws IOException {
    return new Conformance(mode, Batch.FIXED, 2, 60_000).run(Cases.below(folder), _ -> {});
  }

  private List<String> words(Mode mode) throws IOException {
    return results(mode).stream().map(result -> result.tried().name() + " " + result.verdict().word()).toList();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a Keras model beside a folder of tensors: right, wrong, of a layer that nobody knows, and no model")
  void keras(Mode mode) throws IOException {
    keras(folder.resolve("a.h5"), DENSE);
    gold("a", "f32[2,2] 0 8 5 7");
    keras(folder.resolve("b.hdf5"), DENSE);
    gold("b", "f32[2,2] 0 8 5 7.5");
    keras(folder.resolve("c.h5"), DENSE.replace("Dense", "Thicket"));
    gold("c", "f32[2,2] 0 8 5 7");
    Files.writeString(folder.resolve("d.keras"), "no model");
    gold("d", "f32[2,2] 0 8 5 7");
    keras(folder.resolve("no-gold.h5"), DENSE);
    List<Result> results = results(mode);
    assertThat(results).extracting(result -> result.tried().name() + " " + result.verdict().word())
        .containsExactly("a.h5 passed", "b.hdf5 failed", "c.h5 unsupported", "d.keras rejected");
    assertThat(results.getFirst().operators()).containsExactly("Dense");
    assertThat(results.get(1).verdict().said()).contains("1 of 4 elements differ", "found 7.0, required 7.5");
    assertThat(results.get(2).verdict()).isInstanceOfSatisfying(Verdict.Unsupported.class,
        verdict -> assertThat(verdict.lacks()).first().extracting(Verdict.Lack::operator).isEqualTo("Thicket"));
  }

  @Test
  @DisplayName("a description with the weights of that name beside it is one case, not two")
  void described() throws IOException {
    keras(folder.resolve("a.h5"), DENSE);
    Files.writeString(folder.resolve("a.json"),
        "{\"class_name\": \"Sequential\", \"config\": {\"name\": \"m\", \"layers\": [" + DENSE + "]}}");
    gold("a", "f32[2,2] 0 8 5 7");
    assertThat(words(Mode.REFERENCE)).containsExactly("a.json passed");
  }

  @Test
  @DisplayName("results in HDF5: predictions count, not what the model was trained to give; layers on the way too")
  void recorded() throws IOException {
    for (String stem : List.of("a", "b", "c")) {
      keras(folder.resolve(stem + "_model.h5"), DENSE);
    }
    results("a", OUTPUT, OUTPUT);
    results("b", WRONG, OUTPUT);
    results("c", OUTPUT, WRONG);
    assertThat(words(Mode.REFERENCE)).containsExactly("a_inputs_and_outputs.h5 passed",
        "b_inputs_and_outputs.h5 failed", "c_inputs_and_outputs.h5 failed");
    assertThat(results(Mode.REFERENCE).getLast().verdict().said()).startsWith("layer: output `d`: 1 of 4");
    assertThat(words(Mode.EMITTED_SCALAR)).contains("b_inputs_and_outputs.h5 failed",
        "c_inputs_and_outputs.h5 passed");
  }

  @Test
  @DisplayName("a model is compiled for any batch if that is asked for")
  void batch() throws IOException {
    keras(folder.resolve("a.h5"), DENSE);
    gold("a", "f32[2,2] 0 8 5 7");
    assertThat(new Conformance(Mode.EMITTED_SCALAR, Batch.OPEN, 2, 60_000).run(Cases.below(folder), _ -> {}))
        .extracting(result -> result.verdict().word()).containsExactly("passed");
  }

  @Test
  @DisplayName("test data of Keras.js: a layer as its test has it, wrong results, weights that do not fit, an unknown test")
  void kerasJs() throws IOException {
    String data = """
        {"core.Dense.0": {"input": {"data": [1, 2], "shape": [2]}, "weights": [%s, {"data": [0, 1], "shape": [2]}],
          "expected": {"data": [0, 8], "shape": [2]}},
         "core.Dense.1": {"input": {"data": [1, 2], "shape": [2]}, "weights": [%s, {"data": [0, 1], "shape": [2]}],
          "expected": {"data": [0, 8], "shape": [2]}},
         "core.Dense.3": {"input": {"data": [1, 2], "shape": [2]}, "weights": [%s],
          "expected": {"data": [0, 8], "shape": [2]}},
         "core.Thicket.0": {"input": {"data": [1, 2], "shape": [2]}, "expected": {"data": [0, 8], "shape": [2]}}}"""
        .replace("%s", "{\"data\": [2, 1, -1, 3], \"shape\": [2, 2]}");
    Files.writeString(folder.resolve("Dense.json"), data);
    assertThat(words(Mode.EMITTED_SCALAR)).containsExactly("Dense.json#core.Dense.0 passed",
        "Dense.json#core.Dense.1 failed", "Dense.json#core.Dense.3 rejected",
        "Dense.json#core.Thicket.0 unsupported");
    assertThat(results(Mode.REFERENCE).get(2).verdict().said())
        .contains("found 1 weights, required one more: `dense` has a bias");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a Caffe model with weights beside a folder of tensors: right, and wrong")
  void caffe(Mode mode) throws IOException {
    for (String stem : List.of("a", "b")) {
      Files.writeString(folder.resolve(stem + ".prototxt"), """
          name: "m"
          input: "data"
          input_shape { dim: 1 dim: 2 }
          layer { name: "d" type: "InnerProduct" bottom: "data" top: "d" inner_product_param { num_output: 2 } }
          layer { name: "r" type: "ReLU" bottom: "d" top: "d" }
          """);
      Bytes layer = new Bytes().text(1, "d").text(2, "InnerProduct").message(7, blob(List.of(2, 2), 2, -1, 1, 3))
          .message(7, blob(List.of(2), 0, 1));
      Files.write(folder.resolve(stem + ".caffemodel"), new Bytes().text(1, "m").message(100, layer).toArray());
    }
    gold("a", "f32[2,2] 0 8 5 7");
    gold("b", "f32[2,2] 0 8 5 7.5");
    assertThat(words(mode)).containsExactly("a.prototxt passed", "b.prototxt failed");
    assertThat(results(mode).getFirst().operators()).contains("InnerProduct", "ReLU");
  }

  private static Bytes blob(List<Integer> shape, float... data) {
    Bytes extents = new Bytes();
    shape.forEach(extent -> extents.number(1, extent));
    ByteBuffer packed = ByteBuffer.allocate(4 * data.length).order(ByteOrder.LITTLE_ENDIAN);
    packed.asFloatBuffer().put(data);
    return new Bytes().message(7, extents).bytes(5, packed.array());
  }
}
