package nacre.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nacre.importers.InvalidModelException;
import nacre.source.Diagnostic;
import nacre.source.InputException;
import nacre.source.Note;
import nacre.syntax.resolve.ResolveOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a model is said with the layer at which it shows, and never with a stack trace. */
class InvalidModelsTest {
  private static final String INPUT = """
      {"class_name": "InputLayer", "name": "x", "config": {"name": "x", "batch_input_shape": [null, 3]},
       "inbound_nodes": []}""";

  @TempDir
  Path folder = Path.of("");

  private String said(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("m.json"), json);
    InputException error = catchThrowableOfType(InputException.class,
        () -> new KerasImporter().read(file, ResolveOptions.none()));
    return error.text().replace(file + ": ", "");
  }

  private String chain(String... layers) throws IOException {
    return said("{\"class_name\": \"Sequential\", \"config\": [" + String.join(", ", layers) + "]}");
  }

  private static String layer(String kind, String settings) {
    return "{\"class_name\": \"" + kind + "\", \"config\": {\"name\": \"a\", " + settings + "}}";
  }

  private String graph(String layers, String output) throws IOException {
    return said("{\"class_name\": \"Model\", \"config\": {\"name\": \"m\", \"layers\": [" + INPUT + ", " + layers
        + "], \"input_layers\": [[\"x\", 0, 0]], \"output_layers\": [[\"" + output + "\", 0, 0]]}}");
  }

  private static String node(String kind, String name, String settings, String from) {
    return "{\"class_name\": \"" + kind + "\", \"name\": \"" + name + "\", \"config\": {\"name\": \"" + name + "\""
        + settings + "}, \"inbound_nodes\": [" + from + "]}";
  }

  @Test
  void shapeThatNothingSays() throws IOException {
    assertThat(chain(layer("Dense", "\"units\": 2"))).isEqualTo("the shape of the model's input is not known: neither "
        + "a `batch_input_shape` of `a` nor an `InputLayer` nor weights say it; add one of them");
  }

  @Test
  void settings() throws IOException {
    String shape = ", \"batch_input_shape\": [null, 8, 8, 2]";
    assertThat(chain(layer("Conv2D", "\"filters\": 0, \"kernel_size\": [3, 3]" + shape)))
        .isEqualTo("layer `a` (Conv2D): the setting `filters`: found [0], required a number from 1 on");
    assertThat(chain(layer("Conv2D", "\"filters\": 2, \"kernel_size\": [3]" + shape.replace("8, 2", "2"))))
        .isEqualTo("layer `a` (Conv2D): found f32[N, 8, 2], required a rank of 4");
    assertThat(chain(layer("Conv2D", "\"filters\": 2, \"kernel_size\": [3, 3], \"padding\": \"most\"" + shape)))
        .isEqualTo("layer `a` (Conv2D): the setting `padding`: found `most`, required valid, same or causal");
    assertThat(chain(layer("Conv2D", "\"kernel_size\": [3, 3]" + shape)))
        .isEqualTo("layer `a` (Conv2D): the setting `filters`: found nothing, required a number from 1 on");
    assertThat(chain(layer("Reshape", "\"target_shape\": [-1, -1]" + shape))).isEqualTo("layer `a` (Reshape): the "
        + "setting `target_shape`: found [-1, -1], required extents, -1 for at most one of them");
    assertThat(chain(layer("Cropping2D", "\"cropping\": [[4, 4], [0, 0]]" + shape))).isEqualTo(
        "layer `a` (Cropping2D): found f32[N, 8, 8, 2], required more than 4 and 4 elements on axis 1");
    assertThat(chain(layer("BatchNormalization", "\"axis\": 7" + shape)))
        .isEqualTo("layer `a` (BatchNormalization): found axis 7 for rank 4");
  }

  @Test
  void references() throws IOException {
    assertThat(graph(node("Add", "a", "", "[[\"x\", 0, 0], [\"b\", 0, 0]]"), "a"))
        .isEqualTo("layer `a`: it reads application 0 of `b`, which there is not");
    assertThat(graph(node("ReLU", "a", "", "[[\"b\", 0, 0]]") + ", " + node("ReLU", "b", "", "[[\"a\", 0, 0]]"), "a"))
        .isEqualTo("layer `a`: it reads what is made of its own result");
    assertThat(graph(node("ReLU", "a", "", "[[\"x\", 0, 0]]") + ", " + node("ReLU", "b", "", "[[\"a\", 0, 3]]"), "b"))
        .isEqualTo("layer `b`: it reads result 3 of `a`, which has no such result");
    assertThat(graph(node("ReLU", "a", "", "[[\"x\", 0, 0]]"), "c")).isEqualTo("output `c`: nothing makes it");
    assertThat(graph(node("ReLU", "x", "", "[[\"x\", 0, 0]]"), "x")).isEqualTo("two layers have the name `x`");
  }

  @Test
  void modelsWithoutEnds() throws IOException {
    String model = "{\"class_name\": \"Model\", \"config\": {\"name\": \"m\", \"layers\": [" + INPUT
        + "], \"input_layers\": [IN], \"output_layers\": [OUT]}}";
    String end = "[\"x\", 0, 0]";
    assertThat(said(model.replace("IN", "").replace("OUT", end))).isEqualTo("model `m` has no inputs");
    assertThat(said(model.replace("IN", end).replace("OUT", ""))).isEqualTo("model `m` has no outputs");
  }

  /** Twenty-eight models, each of which applies the next one twice, would be 2^28 layers. */
  @Test
  @Timeout(10)
  void modelsThatMultiply() throws IOException {
    String inner = node("ReLU", "m", "", "[[\"x\", 0, 0]]");
    for (int i = 0; i < 28; i++) {
      String calls = i == 0 ? "[[\"x\", 0, 0]]" : "[[\"x\", 0, 0]], [[\"m\", 0, 0]]";
      String model = "\"layers\": [" + INPUT + ", " + inner + "], \"input_layers\": [[\"x\", 0, 0]], "
          + "\"output_layers\": [[\"m\", " + (i < 2 ? 0 : 1) + ", 0]]";
      inner = node("Model", "m", ", " + model, calls);
    }
    assertThat(graph(inner, "m")).endsWith("layers are applied more than 16384 times, all models together");
  }

  /** What a tensor of Keras 3 says of its maker is a name and two numbers, no less. */
  @Test
  void historyCutShort() throws IOException {
    String from = "{\"args\": [{\"class_name\": \"__keras_tensor__\", \"config\": {\"keras_history\": [\"x\", 0]}}], "
        + "\"kwargs\": {}}";
    assertThat(graph(node("ReLU", "r", "", from), "r")).isEqualTo("config.layers[1].inbound_nodes[0].args[0].config."
        + "keras_history: found a list, required the name of a layer and two numbers");
  }

  @Test
  void sharedLayersOfTwoShapes() throws IOException {
    String other = INPUT.replace("\"x\"", "\"y\"").replace("3]", "4]");
    String shared = node("Dense", "d", ", \"units\": 2", "[[\"x\", 0, 0]], [[\"y\", 0, 0]]");
    assertThat(said("{\"class_name\": \"Model\", \"config\": {\"name\": \"m\", \"layers\": [" + INPUT + ", " + other
        + ", " + shared + "], \"input_layers\": [[\"x\", 0, 0], [\"y\", 0, 0]], \"output_layers\": [[\"d\", 0, 0]]}}"))
        .isEqualTo("layer `d` (Dense): it is shared: `kernel` is [3, 2] where the layer is applied first, here it "
            + "would be [4, 2]");
  }

  /** Arrays that are missing, too many or of the wrong shape are all told together. */
  @Test
  void weights() {
    String dense = "{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"units\": 2, "
        + "\"batch_input_shape\": [null, 3]}}";
    InvalidModelException one = refused(dense, 3, 2);
    assertThat(one.text()).isEqualTo("the weights in m.h5 do not fit the model: `d/bias` [2] is missing");
    assertThat(one.notes()).isEmpty();
    InvalidModelException two = refused(dense, 3, 5);
    assertThat(two.text()).isEqualTo("the weights in m.h5 do not fit the model: found 2 problems");
    assertThat(two.notes()).containsExactly("`array_0`: found [3, 5], required [3, 2] for `d/kernel`",
        "`d/bias` [2] is missing");
  }

  /** Of many problems the first are told, each as a line of its own. */
  @Test
  void manyWeights() {
    List<String> problems = IntStream.range(0, 15).mapToObj(i -> "`w" + i + "` is missing").toList();
    InvalidModelException wrong = InvalidModelException.of("the weights in w.h5 do not fit the model", problems);
    Diagnostic said = new InputException("m.json: " + wrong.text(), wrong.notes(), wrong).diagnostic("invalid-model");
    assertThat(said.message()).isEqualTo("m.json: the weights in w.h5 do not fit the model: found 15 problems");
    assertThat(said.notes()).extracting(Note::message).hasSize(13).startsWith("`w0` is missing", "`w1` is missing")
        .endsWith("`w11` is missing", "3 more").noneMatch(line -> line.contains("\n"));
  }

  private static InvalidModelException refused(String layer, int... shape) {
    MemoryModel model = new MemoryModel("2.3.1", "tensorflow", layer, List.of(MemoryModel.numbers(1, shape)));
    return catchThrowableOfType(InvalidModelException.class, model::imported);
  }
}
