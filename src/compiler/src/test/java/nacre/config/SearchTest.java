package nacre.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where settings are looked for. */
class SearchTest {
  @TempDir
  Path folder;

  @Test
  @DisplayName("the nearest file wins, and every place that was looked at before is named: one may appear there")
  void nearest() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("a/b/c"));
    Files.createFile(folder.resolve("nacre.toml"));
    Path near = Files.createFile(folder.resolve("a/nacre.toml"));
    Search search = Search.from(inner);
    assertThat(search.found()).contains(near);
    assertThat(search.absent()).containsExactly(inner.resolve("nacre.toml"), folder.resolve("a/b/nacre.toml"));
  }

  @Test
  @DisplayName("the search ends at the root, where there is nothing above")
  void root() {
    Path root = folder.getRoot();
    assertThat(Search.from(root).absent().size() + Search.from(root).found().stream().count()).isEqualTo(1);
    assertThat(Search.from(folder).absent()).startsWith(folder.resolve("nacre.toml"));
  }
}
