package nacre.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import nacre.testing.Checkout;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Everything below {@code generated/} is made here, from the code and its tests; {@code -Dnacre.bless} writes it. */
class GeneratedTest {
  private static final Path ROOT = Checkout.root().resolve("generated");
  /** The importers' tests make these pages. */
  private static final List<String> ELSEWHERE = List.of("docs/caffe/", "docs/keras/", "docs/onnx/");
  private static final String COMMAND =
      "mvn -pl src/compiler -am test -Dtest=GeneratedTest -Dsurefire.failIfNoSpecifiedTests=false -Dnacre.bless";

  @Test
  @DisplayName("what is tracked is what the code at hand makes: readers may believe it, and reviews see what changes")
  void nothingDrifts() throws IOException {
    SortedMap<String, String> made = new TreeMap<>();
    put(made, "docs/ops/", OpPage.all());
    put(made, "docs/rules/", RulePage.all());
    put(made, "docs/passes/", PassPage.all());
    put(made, "docs/remarks/", RemarkPage.all());
    put(made, "docs/diagnostics/", DiagnosticPage.all());
    put(made, "examples/", EmittedExamples.all());
    if (System.getProperty("nacre.bless") != null) {
      bless(made);
    }
    assertThat(differences(made, tracked()))
        .as("generated/ is not what the build makes; look at it with `git diff` after\n  " + COMMAND + "\n").isEmpty();
  }

  private static void put(Map<String, String> all, String folder, Map<String, String> files) {
    files.forEach((name, text) -> all.put(folder + name, text));
  }

  private static List<String> differences(SortedMap<String, String> made, SortedMap<String, String> tracked) {
    List<String> differences = new ArrayList<>();
    made.forEach((name, text) -> {
      if (!tracked.containsKey(name)) {
        differences.add("missing: generated/" + name);
      } else if (!text.equals(tracked.get(name))) {
        differences.add("differs: generated/" + name + ", line " + line(text, tracked.getOrDefault(name, "")));
      }
    });
    tracked.keySet().stream().filter(name -> !made.containsKey(name))
        .forEach(name -> differences.add("not made by anything: generated/" + name));
    return differences;
  }

  /** The first line that differs. */
  private static int line(String made, String tracked) {
    List<String> a = made.lines().toList();
    List<String> b = tracked.lines().toList();
    int line = 0;
    while (line < Math.min(a.size(), b.size()) && a.get(line).equals(b.get(line))) {
      line++;
    }
    return line + 1;
  }

  private static SortedMap<String, String> tracked() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    for (Path file : files()) {
      files.put(name(file), Files.readString(file));
    }
    return files;
  }

  private static void bless(SortedMap<String, String> made) throws IOException {
    for (Path file : files()) {
      if (!made.containsKey(name(file))) {
        Files.delete(file);
      }
    }
    made.forEach((name, text) -> {
      try {
        Files.createDirectories(ROOT.resolve(name).getParent());
        Files.writeString(ROOT.resolve(name), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private static List<Path> files() throws IOException {
    if (!Files.isDirectory(ROOT)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(file -> Files.isRegularFile(file) && ELSEWHERE.stream().noneMatch(name(file)::startsWith))
          .toList();
    }
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }
}
