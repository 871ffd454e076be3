package nacre.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in {@code generated/docs/onnx} are made here of the importer's entries; {@code -Dnacre.bless} writes them. */
class OperatorPagesTest {
  private static final String COMMAND =
      "mvn -pl src/importers -am test -Dtest=OperatorPagesTest -Dsurefire.failIfNoSpecifiedTests=false -Dnacre.bless";

  @TempDir
  Path folder = Path.of("");

  private static Path root() {
    Path base = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    return Stream.iterate(base, at -> at != null, Path::getParent).map(at -> at.resolve("generated/docs"))
        .filter(Files::isDirectory).findFirst().orElseThrow().resolve("onnx");
  }

  @Test
  @DisplayName("the tracked matrix of what is supported is what the entries say, so that nobody has to keep it up to date")
  void nothingDrifts() throws IOException {
    SortedMap<String, String> made = made(Evidence.of(ImportCase.all(), folder));
    if (System.getProperty("nacre.bless") != null) {
      bless(made);
    }
    assertThat(tracked())
        .as("generated/docs/onnx is not what the build makes; look at it with `git diff` after\n  %s\n",
            COMMAND)
        .isEqualTo(made);
  }

  private static SortedMap<String, String> made(Evidence evidence) {
    SortedMap<String, String> pages = new TreeMap<>();
    StringBuilder known = new StringBuilder();
    StringBuilder unknown = new StringBuilder();
    Map<String, Operator> entries = KnownOperators.all().stream().collect(Collectors.toMap(Operator::name, one -> one));
    for (Standard.Entry entry : Standard.all().stream().filter(one -> one.domain().isEmpty()).toList()) {
      String versions = OperatorPage.range(entry.versions().getFirst(), entry.last()).replaceAll("versions? ", "");
      Operator operator = entries.get(entry.name());
      if (operator == null) {
        unknown.append("| `").append(entry.name()).append("` | ").append(versions).append(" | ")
            .append(UnknownOperators.why(entry.name()).orElse("not yet")).append(" |\n");
      } else {
        OperatorPage page = new OperatorPage(entry, operator, evidence);
        pages.put(entry.name() + ".md", page.text());
        known.append("| [").append(entry.name()).append("](").append(entry.name()).append(".md) | ").append(versions)
            .append(" | ").append(page.becomes().replaceAll("no op of its own: .*", "")).append(" | ")
            .append(page.but()).append(" |\n");
      }
    }
    pages.put("index.md", index(entries.size(), known, unknown));
    return pages;
  }

  private static String index(int count, StringBuilder known, StringBuilder unknown) {
    return """
        # ONNX operators

        What `nacre` takes of ONNX, in versions 1 to %d of its operators: %d of them, each with a page that has its
        attributes, inputs and results. Whatever a page does not grant keeps a model from being compiled, never from
        being linted or drawn: such a node stays in the graph, and is listed with the reason. Functions that a model
        defines are written out, so their operators count, whatever the domain of the function. Of domains other than
        ONNX's own, such as `ai.onnx.ml` and `com.microsoft`, no operator is known.

        | operator | versions | becomes | but |
        | --- | --- | --- | --- |
        %s
        ## What is not supported

        | operator | versions | why |
        | --- | --- | --- |
        %s""".formatted(Standard.NEWEST, count, known, unknown);
  }

  private static SortedMap<String, String> tracked() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    for (Path file : files()) {
      files.put(file.getFileName().toString(), Files.readString(file));
    }
    return files;
  }

  private static void bless(Map<String, String> made) throws IOException {
    Files.createDirectories(root());
    for (Path file : files()) {
      if (!made.containsKey(file.getFileName().toString())) {
        Files.delete(file);
      }
    }
    made.forEach((name, text) -> {
      try {
        Files.writeString(root().resolve(name), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private static List<Path> files() throws IOException {
    if (!Files.isDirectory(root())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(root())) {
      return files.toList();
    }
  }
}
