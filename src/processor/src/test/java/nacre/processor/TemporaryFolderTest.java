package nacre.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What lies in temporary folders is large: weights. */
class TemporaryFolderTest {
  @Test
  @DisplayName("a temporary folder is gone with all in it, so that builds do not fill the disk")
  void gone() throws IOException {
    Path path;
    try (TemporaryFolder folder = TemporaryFolder.open()) {
      path = folder.path();
      assertThat(Project.write(path.resolve("resources/app/Net.safetensors"), "weights")).exists();
    }
    assertThat(path).doesNotExist();
  }
}
