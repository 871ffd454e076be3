package nacre.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nacre.source.Diagnostic;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.testing.Golden;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The programs that the language was designed with; they lie beside the checkout, and are skipped where they do not. */
class LanguageStudyTest {
  private static List<Path> programs(String folder) throws IOException {
    Path study = Golden.resources().toAbsolutePath().resolve("../../../../../../shared/language-study").normalize();
    assumeTrue(Files.isDirectory(study), () -> "skipped: no folder " + study);
    try (Stream<Path> files = Files.list(study.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  @TestFactory
  @DisplayName("programs to accept are accepted, and obey the laws of the formatter")
  Stream<DynamicTest> accepted() throws IOException {
    return programs("ok").stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(),
        () -> FormatterTest.checkLaws(Files.readString(file))));
  }

  @Test
  @DisplayName("programs to refuse get every error, each once")
  void refused() throws IOException {
    assertThat(programs("bad")).map(LanguageStudyTest::errorLines).containsExactly(List.of(2),
        List.of(4, 5, 6, 7, 8, 10, 12, 13, 16), List.of(4, 5, 6));
  }

  private static List<Integer> errorLines(Path file) {
    try {
      Reporter reporter = new Reporter();
      SyntaxParser.parse(Source.of(file.toString(), Files.readString(file)), reporter);
      return reporter.diagnostics().stream().map(Diagnostic::span).map(s -> s.orElseThrow().line()).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
