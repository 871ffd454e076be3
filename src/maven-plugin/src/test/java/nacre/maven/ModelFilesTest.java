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
  @DisplayName("a project without a folder of models has none")
  void none() {
    assertThat(units("", List.of("**/*.nacre"), List.of())).isEmpty();
  }
}
