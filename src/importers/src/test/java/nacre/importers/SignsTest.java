package nacre.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nacre.caffe.CaffeSigns;
import nacre.keras.KerasSigns;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder holds more files of a model's name than models; they are no mistakes of anybody. */
class SignsTest {
  @TempDir
  Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  @DisplayName("Caffe: networks, also inside a solver; not solvers that name one, nor label maps")
  void caffe() throws IOException {
    assertThat(CaffeSigns.in(file("net.prototxt", "name: \"n\"\n  layer {\n name: \"a\" }"))).isTrue();
    assertThat(CaffeSigns.in(file("old.prototxt", "layers: {\n}"))).isTrue();
    assertThat(CaffeSigns.in(file("own.prototxt", "base_lr: 1\nnet_param {\n}"))).isTrue();
    assertThat(CaffeSigns.in(file("solver.prototxt", "net: \"layer {\"\nbase_lr: 1\n"))).isFalse();
    assertThat(CaffeSigns.in(file("labelmap.prototxt", "item {\n  name: \"layer\"\n}"))).isFalse();
    assertThat(CaffeSigns.in(folder.resolve("gone.prototxt"))).isFalse();
  }

  @Test
  @DisplayName("Keras: configurations, and files with one; not other JSON, nor weights alone")
  void keras() throws IOException {
    assertThat(KerasSigns.in(file("net.json", "{\"class_name\": \"Sequential\", \"config\": []}"))).isTrue();
    assertThat(KerasSigns.in(file("quoted.json", "\"{\\\"class_name\\\": \\\"Model\\\", \\\"config\\\": {}}\"")))
        .isTrue();
    assertThat(KerasSigns.in(file("package.json", "{\"name\": \"x\", \"config\": {}}"))).isFalse();
    assertThat(KerasSigns.in(file("net.h5", "\u0089HDF... model_config ..."))).isTrue();
    assertThat(KerasSigns.in(file("weights.h5", "\u0089HDF... layer_names ..."))).isFalse();
    assertThat(KerasSigns.in(folder.resolve("any.keras"))).isTrue();
  }
}
