package nacre.importers;

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
 * A case of an importer as a file holds it: why it is there, and sections such as {@code [model]} and {@code [graph]}.
 *
 * @param sections in their order, {@code comment} for what stands before them
 */
public record CaseFile(Path file, SequencedMap<String, String> sections) {
  /** In which order sections are written. */
  private static final List<String> ORDER =
      List.of("comment", "model", "phase", "blobs", "given", "notes", "graph", "results", "error");

  /** All cases of an importer, by name. */
  public static List<CaseFile> of(String importer) {
    try (Stream<Path> found = Files.list(resources(importer))) {
      return found.filter(file -> file.toString().endsWith(".txt")).sorted().map(CaseFile::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resources(String importer) {
    Path base = Path.of(System.getProperty("basedir", ""));
    return Stream.of(base, base.resolve("src/importers"))
        .map(folder -> folder.resolve("src/test/resources/nacre").resolve(importer)).filter(Files::isDirectory)
        .findFirst().orElseThrow();
  }

  private static CaseFile read(Path file) {
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
    return new CaseFile(file, sections);
  }

  public String name() {
    return file.getFileName().toString();
  }

  /** What a section holds; nothing if it is not there. */
  public String section(String name) {
    return sections.getOrDefault(name, "");
  }

  /** A section to compare with what was found, which is written there if {@code -Dnacre.bless} is said. */
  public String expected(String name, String found) throws IOException {
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
