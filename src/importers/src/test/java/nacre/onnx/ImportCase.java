package nacre.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A case of the importer as a file holds it.
 *
 * @param sections {@code model given graph results}, and {@code comment} for what stands before them
 */
record ImportCase(Path file, SequencedMap<String, String> sections) {
  /** All cases, by name. */
  static List<ImportCase> all() {
    try (Stream<Path> found = Files.list(resources())) {
      return found.filter(file -> file.toString().endsWith(".txt")).sorted().map(ImportCase::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resources() {
    Path base = Path.of(System.getProperty("basedir", ""));
    return Stream.of(base, base.resolve("src/importers")).map(p -> p.resolve("src/test/resources/nacre/onnx"))
        .filter(Files::isDirectory).findFirst().orElseThrow();
  }

  private static ImportCase read(Path file) {
    SequencedMap<String, String> sections = new LinkedHashMap<>();
    String name = "comment";
    try {
      for (String line : Files.readString(file).split("\n", -1)) {
        if (line.matches("\\[[a-z]+]")) {
          name = line.substring(1, line.length() - 1);
        } else {
          sections.merge(name, line + "\n", String::concat);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sections.replaceAll((_, lines) -> lines.strip() + "\n");
    return new ImportCase(file, sections);
  }

  String name() {
    return file.getFileName().toString();
  }

  /** The model as a file holds it. */
  byte[] model() {
    return ModelText.model(sections.get("model"));
  }
}
