package nacre.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.caffe.LayerType;
import nacre.caffe.layers.LayerTypes;
import nacre.keras.Kind;
import nacre.keras.KnownLayers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The pages of layers in {@code generated/docs} are made here of the importers' entries; {@code -Dnacre.bless} writes them. */
class LayerPagesTest {
  private static final String COMMAND =
      "mvn -pl src/importers -am test -Dtest=LayerPagesTest -Dsurefire.failIfNoSpecifiedTests=false -Dnacre.bless";

  @TestFactory
  @DisplayName("the tracked lists of layers are what the entries say, so that nobody has to keep them up to date")
  Stream<DynamicTest> nothingDrifts() {
    return Stream.of(page("keras", keras()), page("caffe", caffe()));
  }

  private static DynamicTest page(String importer, String made) {
    Path file = docs().resolve(importer).resolve("index.md");
    return DynamicTest.dynamicTest(importer, () -> {
      if (System.getProperty("nacre.bless") != null) {
        Files.createDirectories(docs().resolve(importer));
        Files.writeString(file, made);
      }
      assertThat(tracked(file))
          .as("%s is not what the build makes; look at it with `git diff` after\n  %s\n", file, COMMAND)
          .isEqualTo(made);
    });
  }

  private static String tracked(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private static Path docs() {
    Path base = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    return Stream.iterate(base, at -> at != null, Path::getParent).map(at -> at.resolve("generated/docs"))
        .filter(Files::isDirectory).findFirst().orElseThrow();
  }

  private static String keras() {
    List<Kind> kinds = KnownLayers.all().stream().sorted(Comparator.comparing(Kind::name)).toList();
    return """
        # Layers of Keras

        The %d classes of layers of Keras 1, 2 and 3 that `nacre` takes, with their settings. Beside these, every layer may
        have initializers, regularizers and constraints, which say nothing about results. A layer with another setting, one
        that the last column names, and a layer of another class stay in the graph as nodes that are not known: they can be
        linted around and drawn, not compiled.

        | layer | settings | in Keras 1 | not known |
        | --- | --- | --- | --- |
        %s""".formatted(kinds.size(), kinds.stream().map(LayerPagesTest::row).collect(Collectors.joining()));
  }

  private static String row(Kind kind) {
    String former = new TreeMap<>(kind.former()).entrySet().stream().map(name -> "`" + name.getKey() + "` for `"
        + name.getValue() + "`").collect(Collectors.joining(", "));
    String limits = kind.limits().stream().map(Kind.Limit::why).collect(Collectors.joining("; "));
    return "| `" + kind.name() + "` | " + words(kind.settings()) + " | " + former + " | " + limits + " |\n";
  }

  private static String caffe() {
    List<LayerType> types = LayerTypes.all().stream().sorted(Comparator.comparing(LayerType::name)).toList();
    return """
        # Layers of Caffe

        The %d types of layers that `nacre` takes, those of old texts by their new names. A field that an entry does not ask
        for, and that is not in the last column, makes a layer one that is not known, and so does a type that is not here:
        such a layer stays in the graph, can be linted around and drawn, and keeps the network from being compiled.

        | type | inputs | results | what it is | fields that say nothing at inference |
        | --- | --- | --- | --- | --- |
        %s""".formatted(types.size(), types.stream().map(LayerPagesTest::row).collect(Collectors.joining()));
  }

  private static String row(LayerType type) {
    boolean computes = type.use() instanceof LayerType.Use.Computes;
    return "| `" + type.name() + "` | " + (computes ? type.bottoms() : "") + " | " + (computes ? type.tops() : "")
        + " | "
        + use(type.use()) + " | " + words(type.quiet()) + " |\n";
  }

  private static String use(LayerType.Use use) {
    return switch (use) {
      case LayerType.Use.Computes _ -> "nodes of the graph";
      case LayerType.Use.Gives _ -> "inputs of the network";
      case LayerType.Use.Drops _ -> "left out, with what only it reads";
      case LayerType.Use.Keeps _ -> "left out: what it reads is a result, unless it is data";
      case LayerType.Use.Measures _ -> "left out: what it measures is a result";
      case LayerType.Use.Trains trains -> trains.loss().isEmpty() ? "a loss: what it reads is a result"
          : "a loss, `" + trains.loss() + "`: what it reads is a result";
    };
  }

  private static String words(Collection<String> words) {
    return new TreeSet<>(words).stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }
}
