package nacre.caffe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A case of the importer as a file holds it.
 *
 * @param sections {@code model phase blobs given graph notes results error}, and {@code comment} for what stands before
 */
record CaffeCase(Path file, SequencedMap<String, String> sections) {
  private static final List<String> ORDER = List.of("comment", "model", "phase", "blobs", "given", "notes", "graph",
      "results", "error");

  /** All cases, by name. */
  static List<CaffeCase> all() {
    try (Stream<Path> found = Files.list(resources())) {
      return found.filter(file -> file.toString().endsWith(".txt")).sorted().map(CaffeCase::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resources() {
    Path base = Path.of(System.getProperty("basedir", ""));
    return Stream.of(base, base.resolve("src/importers")).map(p -> p.resolve("src/test/resources/nacre/caffe"))
        .filter(Files::isDirectory).findFirst().orElseThrow();
  }

  private static CaffeCase read(Path file) {
    SequencedMap<String, String> sections = new LinkedHashMap<>();
    String name = "comment";
    try {
      for (String line : Files.readString(file).split("\n", -1)) {
        if (line.matches("\\[[a-z]+]")) {
          name = line.substring(1, line.length() - 1);
          sections.putIfAbsent(name, "");
        } else {
          sections.merge(name, line + "\n", String::concat);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sections.replaceAll((_, lines) -> lines.strip() + "\n");
    return new CaffeCase(file, sections);
  }

  String name() {
    return file.getFileName().toString();
  }

  String section(String name) {
    return sections.getOrDefault(name, "");
  }

  /** Compares a section with what was found, or writes it if {@code -Dnacre.bless} is said. */
  String expected(String name, String found) throws IOException {
    if (System.getProperty("nacre.bless") != null && !found.equals(section(name))) {
      sections.put(name, found);
      Files.writeString(file, print());
    }
    return section(name);
  }

  private String print() {
    return ORDER.stream().filter(sections::containsKey)
        .map(name -> (name.equals("comment") ? "" : "[" + name + "]\n") + sections.get(name))
        .collect(Collectors.joining("\n"));
  }
}
