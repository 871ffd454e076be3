package nacre.keras;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A case of the importer as a file holds it: why it is there, {@code [model]} in JSON, {@code [graph]}.
 */
record KerasCase(Path file, String comment, String model, String graph) {
  private static final String MODEL = "[model]\n";
  private static final String GRAPH = "[graph]\n";

  /** All cases, by name. */
  static List<KerasCase> all() {
    try (Stream<Path> found = Files.list(resources())) {
      return found.filter(file -> file.toString().endsWith(".txt")).sorted().map(KerasCase::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resources() {
    Path base = Path.of(System.getProperty("basedir", ""));
    return Stream.of(base, base.resolve("src/importers")).map(p -> p.resolve("src/test/resources/nacre/keras"))
        .filter(Files::isDirectory).findFirst().orElseThrow();
  }

  private static KerasCase read(Path file) {
    try {
      String text = Files.readString(file);
      int model = text.indexOf(MODEL);
      int graph = text.indexOf(GRAPH);
      return new KerasCase(file, text.substring(0, model).strip(), text.substring(model + MODEL.length(), graph).strip(),
          text.substring(graph + GRAPH.length()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return file.getFileName().toString().replace(".txt", "");
  }

  /** Writes the case with another graph. */
  void bless(String made) throws IOException {
    Files.writeString(file, comment + "\n\n" + MODEL + model + "\n\n" + GRAPH + made + "\n");
  }
}
