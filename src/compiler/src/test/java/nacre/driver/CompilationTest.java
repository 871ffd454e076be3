package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import nacre.codegen.CodeGenerator;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.source.InputException;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What compiling leaves on disk. */
class CompilationTest {
  @TempDir
  Path folder;

  private Compilation compilation() {
    ModelTexts.weights(folder, ModelTexts.biased());
    return Compiler.compile(ModelTexts.model(folder, ModelTexts.BIASED), Pipeline.STANDARD, PassOptions.standard(),
        new Seeding(1, Seeding.Scheme.INITIAL));
  }

  private static TreeMap<String, List<Byte>> contents(Path root) throws IOException {
    TreeMap<String, List<Byte>> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : Files.readAllBytes(file)) {
          bytes.add(b);
        }
        contents.put(root.relativize(file).toString(), bytes);
      }
    }
    return contents;
  }

  /** The files that changed. */
  private List<Path> write(Path root, String packageName) throws IOException {
    return compilation().write(SourceRoots.at(root), packageName).stream().filter(EmittedFile::changed)
        .map(EmittedFile::path).toList();
  }

  @Test
  @DisplayName("two compilations give the same bytes, in another folder and in the package's folder")
  void sameBytes() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two with spaces");
    write(one, "org.example");
    write(two, "org.example");
    assertThat(contents(one)).isEqualTo(contents(two));
    assertThat(contents(one).keySet()).containsExactly("org/example/Net.java", "org/example/Net.safetensors");
  }

  @Test
  @DisplayName("a class takes other weights of its shapes, as no rewrite relied on the values of those it was compiled with")
  void otherWeights() {
    assertThat(compilation().source("").text()).doesNotContain("require");
  }

  @Test
  @DisplayName("what a plan needs in memory is known before it is made, and a refusal names the layer that takes the most")
  void room() {
    CodeGenerator.Planned planned = compilation().planned();
    Room.workspace(planned, 1).requireWithin(1000);
    assertThatThrownBy(() -> Room.workspace(planned, 1000).requireWithin(1000)).isInstanceOf(InputException.class)
        .hasMessageContainingAll("`Net` needs ", " kB of memory, 12.0 kB of it for `x` (", "net.nacre:4:3)",
            "found a limit of 1.0 kB", "-Xmx1g");
    assertThatThrownBy(() -> Room.weights(planned).requireWithin(50)).isInstanceOf(InputException.class)
        .hasMessageContaining("72 B of it for the weights `dense.weight`");
    assertThat(Room.comparison(planned, 10).bytes()).isGreaterThan(Room.workspace(planned, 10).bytes());
  }

  @Test
  @DisplayName("files that would not change are left alone, so that a build does not start anew")
  void untouched() throws IOException {
    Path out = folder.resolve("out");
    assertThat(write(out, "")).hasSize(2);
    assertThat(write(out, "")).isEmpty();
    Files.writeString(out.resolve("Net.java"), "// changed by hand\n");
    assertThat(write(out, "")).containsExactly(out.resolve("Net.java"));
  }

  @Test
  @DisplayName("where nothing can be written, nothing half-written is left")
  void unwritable() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "a file where the folder should be");
    assertThatThrownBy(() -> write(file, "")).isInstanceOf(IOException.class);
    assertThat(Files.readString(file)).isEqualTo("a file where the folder should be");
    Path out = Files.createDirectories(folder.resolve("out"));
    Files.createDirectories(out.resolve("Net.java/in the way"));
    assertThatThrownBy(() -> write(out, "")).isInstanceOf(InputException.class)
        .hasMessageContaining("Net.java: this is a folder, required a file");
    try (Stream<Path> left = Files.list(out)) {
      assertThat(left.map(path -> path.getFileName().toString())).doesNotHaveDuplicates().allMatch(
          name -> name.equals("Net.java") || name.equals("Net.safetensors"));
    }
  }
}
