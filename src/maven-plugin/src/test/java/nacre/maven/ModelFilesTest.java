package nacre.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nacre.front.Request.Unit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are models, and in which package their classes are, is what users of generator plugins expect. */
class ModelFilesTest {
  @TempDir
  private Path base;

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = base.resolve("src/main/nacre").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  private List<Unit> units(String packageName, List<String> includes, List<String> excludes) {
    return new ModelFiles(base, base.resolve("src/main/nacre"), includes, excludes).units(packageName);
  }

  @Test
  @DisplayName("folders are packages, below the one that is set")
  void packages() throws IOException {
    files("b.nacre", "com/acme/a.nacre", "com/acme/deep/c.onnx", "com/acme/weights.safetensors", ".git/x.nacre");
    List<String> all = List.of("**/*.nacre", "**/*.onnx");
    assertThat(units("", all, List.of())).containsExactly(new Unit("src/main/nacre/b.nacre", ""),
        new Unit("src/main/nacre/com/acme/a.nacre", "com.acme"),
        new Unit("src/main/nacre/com/acme/deep/c.onnx", "com.acme.deep"));
    assertThat(units("org.x", all, List.of("com/**"))).containsExactly(new Unit("src/main/nacre/b.nacre", "org.x"));
    assertThat(units("org.x", List.of("com/acme/*"), List.of("**/*.safetensors")))
        .containsExactly(new Unit("src/main/nacre/com/acme/a.nacre", "org.x.com.acme"));
  }

  @Test
  @DisplayName("weights and labels beside models are none themselves")
  void signs() throws IOException {
    files("w.h5", "labels.prototxt", "solver.prototxt", "net.prototxt", "net.caffemodel", "whole.H5", "a.keras",
        "b.json",
        "settings.json");
    Path folder = base.resolve("src/main/nacre");
    Files.writeString(folder.resolve("w.h5"), "\u0089HDF layer_names");
    Files.writeString(folder.resolve("labels.prototxt"), "item { name: \"layer\" }");
    Files.writeString(folder.resolve("solver.prototxt"), "net: \"net.prototxt\"");
    Files.writeString(folder.resolve("net.prototxt"), "name: \"n\"\nlayer {\n}\n");
    Files.writeString(folder.resolve("whole.H5"), "\u0089HDF model_config");
    Files.writeString(folder.resolve("b.json"), "{\"class_name\": \"Sequential\", \"config\": []}");
    assertThat(units("", List.of("**/*.h5", "**/*.H5", "**/*.keras", "**/*.json", "**/*.prototxt"), List.of()))
        .extracting(unit -> Path.of(unit.file()).getFileName().toString())
        .containsExactly("a.keras", "b.json", "net.prototxt", "whole.H5");
  }

  @Test
  @DisplayName("a project without a folder of models has none")
  void none() {
    assertThat(units("", List.of("**/*.nacre"), List.of())).isEmpty();
  }
}
