package nacre.keras.file;

import static nacre.keras.file.KerasFixture.DENSE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nacre.importers.hdf5.OldFile;
import nacre.importers.hdf5.OldFile.Group;
import nacre.source.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model may come as one file or two, in three formats and several versions of each. */
class KerasFileTest {
  @TempDir
  Path folder = Path.of("");

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Group legacy() {
    return KerasFixture.legacy("dense: dense/kernel:0 3x2, dense/bias:0 2");
  }

  private static Group current() {
    return KerasFixture.current("layers/dense/vars/0 3x2\nlayers/dense/vars/1 2");
  }

  /** What a model's file holds, on one line. */
  private static String told(KerasContents contents) {
    return contents.file() + " " + contents.version().orElse("?") + " " + contents.backend().orElse("?") + " "
        + contents.model().text("class_name") + " " + contents.training().map(it -> it.text("loss")).orElse("untrained")
        + " " + contents.layers().map(layers -> layers.untaken().stream().map(array -> array.name() + array.shape())
            .toList().toString()).orElse("no weights")
        + " " + contents.files().stream().map(Path::getFileName).toList();
  }

  /** The same, or what is wrong with it, without the folder's name. */
  private String told(Path file, Path... weights) {
    try {
      return told(KerasFile.read(file, Arrays.stream(weights).findFirst()));
    } catch (InputException e) {
      return e.text().replace(folder + "/", "");
    }
  }

  @Test
  @DisplayName("a whole model in one HDF5 file, whatever its name ends with")
  void wholeModel() throws IOException {
    byte[] model = KerasFixture.wholeModel(DENSE, legacy());
    assertThat(told(write("m.h5", model)))
        .isEqualTo("m.h5 2.4.0 tensorflow Sequential mse [dense/kernel:0[3, 2], dense/bias:0[2]] [m.h5]");
    assertThat(told(write("m.keras", model))).startsWith("m.keras 2.4.0");
    assertThat(told(write("m", model))).startsWith("m 2.4.0");
  }

  @Test
  @DisplayName("a zip file, compressed or not")
  void archive() throws IOException {
    String config = DENSE.substring(0, DENSE.length() - 1) + ", \"compile_config\": {\"loss\": \"mae\"}}";
    Map<String, byte[]> entries = KerasFixture.archive(config, current());
    String told = " 3.5.0 ? Sequential mae [layers/dense/vars/0[3, 2], layers/dense/vars/1[2]] ";
    assertThat(told(write("s.keras", KerasFixture.zip(entries)))).isEqualTo("s.keras" + told + "[s.keras]");
    assertThat(told(write("d.keras", KerasFixture.deflatedZip(entries)))).isEqualTo("d.keras" + told + "[d.keras]");
    entries.remove("model.weights.h5");
    assertThat(told(write("n.keras", KerasFixture.zip(entries)))).contains("no weights");
  }

  @Test
  @DisplayName("a description alone, with weights of its name beside it, or with those that are named")
  void described() throws IOException {
    Path model = write("m.json", DENSE);
    assertThat(told(model)).isEqualTo("m.json ? ? Sequential untrained no weights [m.json]");
    Path others = write("other.h5", OldFile.of(current()));
    assertThat(told(model, others)).endsWith("[layers/dense/vars/0[3, 2], layers/dense/vars/1[2]] [m.json, other.h5]");
    write("m.h5", OldFile.of(legacy()));
    assertThat(told(model)).endsWith("[dense/kernel:0[3, 2], dense/bias:0[2]] [m.json, m.h5]");
    assertThat(told(model, others)).endsWith("[m.json, other.h5]");
    assertThat(told(model, write("w.keras", KerasFixture.zip(KerasFixture.archive(DENSE, current())))))
        .endsWith("[m.json, w.keras]");
    write("m.weights.h5", OldFile.of(current()));
    assertThat(told(model))
        .isEqualTo("m.json: beside it are m.h5 and m.weights.h5: say by --weights which of them is meant");
  }

  @Test
  @DisplayName("weights that are named count instead of the model's own")
  void otherWeights() throws IOException {
    Path model = write("m.h5", KerasFixture.wholeModel(DENSE, legacy()));
    assertThat(told(model, write("w.h5", OldFile.of(current())))).endsWith("layers/dense/vars/1[2]] [m.h5, w.h5]");
  }

  @Test
  @DisplayName("how a model was trained is said in several places")
  void training() throws IOException {
    String open = DENSE.substring(0, DENSE.length() - 1);
    for (String said : List.of("\"training\": {\"loss\": \"x\"}", "\"training_config\": {\"loss\": \"x\"}",
        "\"compile_config\": {\"loss\": \"x\"}", "\"loss\": \"x\", \"optimizer\": {}")) {
      assertThat(told(write("m.json", open + ", " + said + "}"))).as(said).contains(" Sequential x ");
    }
    assertThat(told(write("m.json", open + ", \"compile_config\": {}}"))).contains("untrained");
  }

  @Test
  @DisplayName("descriptions are wrapped by those who write them twice, and by TensorFlow.js")
  void wrapped() throws IOException {
    String quoted = "\"" + DENSE.replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    assertThat(told(write("m.json", quoted))).startsWith("m.json ? ? Sequential");
    assertThat(told(write("m.json", "{\"format\": \"layers-model\", \"modelTopology\": {\"keras_version\": \"2.1\","
        + "\"model_config\": " + DENSE + "}}"))).startsWith("m.json 2.1 ? Sequential");
    assertThat(told(write("m.json", "{\"format\": \"graph-model\", \"modelTopology\": {}}")))
        .isEqualTo("m.json: this is a graph of TensorFlow, no Keras model");
  }

  @Test
  @DisplayName("what is no model is called so, and what may be meant is said")
  void noModel() throws IOException {
    assertThat(told(folder.resolve("none.h5"))).isEqualTo("none.h5: no such file");
    assertThat(told(write("m.json", "{\"a\": 1}")))
        .isEqualTo("m.json: this is no Keras model: there is no `class_name`");
    assertThat(told(write("m.json", "{\"class_name\": \"Sequential\"}")))
        .isEqualTo("m.json: this is no Keras model: there is no `config`");
    assertThat(told(write("e.h5", new byte[0]))).isEqualTo("e.h5: this is no HDF5 file, there is no signature");
    assertThat(told(write("e.keras", new byte[0]))).isEqualTo("e.keras: this is no zip file, or a truncated one");
    assertThat(told(write("e.json", new byte[0]))).isEqualTo("e.json: this is no JSON: it is empty");
    assertThat(told(write("w.h5", OldFile.of(legacy()))))
        .isEqualTo("w.h5: there are weights, but no model: give the model's .json, and these by --weights");
    assertThat(told(write("x.h5", OldFile.of(new Group()))))
        .isEqualTo("x.h5: this is no Keras model: there is no `model_config`");
    assertThat(told(write("m.json", DENSE), folder.resolve("x.h5")))
        .isEqualTo("x.h5: there are no weights of Keras in it");
    assertThat(told(write("y.h5", KerasFixture.wholeModel("{", legacy()))))
        .startsWith("y.h5: `model_config`: this is no JSON: line 1, column 2: ");
  }

  @Test
  @DisplayName("a zip file that is damaged, or leads elsewhere, or grows without measure, is refused")
  void damagedArchives() throws IOException {
    Map<String, byte[]> entries = KerasFixture.archive(DENSE, current());
    byte[] zip = KerasFixture.zip(entries);
    assertThat(told(write("t.keras", Arrays.copyOf(zip, zip.length / 2))))
        .isEqualTo("t.keras: this is no zip file, or a truncated one");
    byte[] cut = Arrays.copyOfRange(zip, 10, zip.length);
    cut[0] = 'P';
    assertThat(told(write("c.keras", cut))).startsWith("c.keras: this is a damaged zip file: ");
    byte[] changed = zip.clone();
    changed[new String(zip, StandardCharsets.ISO_8859_1).indexOf("units")] = 'U';
    assertThat(told(write("u.keras", changed)))
        .isEqualTo("u.keras: `config.json`: it is damaged: found another size or checksum than was written");
    Map<String, byte[]> outside = new LinkedHashMap<>(entries);
    outside.put("../../evil.txt", new byte[1]);
    assertThat(told(write("o.keras", KerasFixture.zip(outside))))
        .isEqualTo("o.keras: the entry `../../evil.txt` leads out of the file");
    outside.remove("../../evil.txt");
    outside.put("config.jsoN", new byte[1]);
    byte[] twice = new String(KerasFixture.zip(outside), StandardCharsets.ISO_8859_1).replace("jsoN", "json")
        .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(told(write("w.keras", twice))).isEqualTo("w.keras: two entries have the name `config.json`");
    outside.remove("config.jsoN");
    outside.put("model.weights.h5", new byte[100 << 20]);
    assertThat(told(write("b.keras", KerasFixture.deflatedZip(outside))))
        .startsWith("b.keras: `model.weights.h5`: found 101")
        .endsWith(" bytes that become 104857600, required at most 100 times as many");
    entries.remove("config.json");
    assertThat(told(write("n.keras", KerasFixture.zip(entries))))
        .isEqualTo("n.keras: this is no Keras model: there is no `config.json`");
  }

  @Test
  @DisplayName("weights within a zip file are called by both names where they are damaged")
  void damagedWeights() throws IOException {
    Map<String, byte[]> entries = KerasFixture.archive(DENSE, current());
    entries.put("model.weights.h5", new byte[600]);
    assertThat(told(write("m.keras", KerasFixture.zip(entries))))
        .isEqualTo("m.keras!/model.weights.h5: this is no HDF5 file, there is no signature");
  }
}
