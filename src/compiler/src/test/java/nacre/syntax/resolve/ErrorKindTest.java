package nacre.syntax.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.testing.Golden;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The list of what can be wrong. */
class ErrorKindTest {
  @Test
  @DisplayName("every kind of error is shown by a golden case, so that none is only in the list")
  void isShown() throws IOException {
    try (Stream<Path> files = Files.walk(Golden.resources().resolve("nacre/syntax/resolve"))) {
      String all = files.filter(Files::isRegularFile).map(ErrorKindTest::read).collect(Collectors.joining());
      List<String> unseen = Arrays.stream(ErrorKind.values()).map(ErrorKind::id)
          .filter(id -> !all.contains("error [" + id + "]")).toList();
      assertThat(unseen).isEmpty();
    }
  }

  @Test
  @DisplayName("ids are kebab case, as suppressions and tools write them")
  void idsAreKebabCase() {
    assertThat(ErrorKind.values()).allMatch(kind -> kind.id().matches("[a-z]+(-[a-z]+)*"))
        .allMatch(kind -> !kind.meaning().endsWith("."));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
