package nacre.syntax.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.source.SourceReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that texts on disk use. */
class DiskFilesTest {
  @TempDir
  private Path folder;

  @Test
  @DisplayName("a path is relative to the text that mentions it, in its folder, below or beside; a file is read once")
  void relativeToTheUsingText() throws IOException {
    write("blocks.nacre", "nacre 1\nblock Plain(x) { x -> relu }\n");
    write("lib/more.nacre", "nacre 1\nuse \"../blocks.nacre\" as up\nblock More(x) { x -> up.Plain }\n");
    Path main = write("net/main.nacre", """
        nacre 1
        use "../lib/more.nacre" as lib
        use "../blocks.nacre"
        model M {
          input x: f32[N, 2]
          output y = x -> lib.More -> Plain { labels = "labels.txt" }
          weights "w.safetensors"
        }
        """);
    write("net/labels.txt", "a\nb\n");
    Reporter reporter = new Reporter();
    Source source = SourceReader.read(main, reporter).orElseThrow();
    Resolution resolution = Resolver.resolve(source, new DiskFiles(), ResolveOptions.none(), reporter);
    assertThat(reporter.diagnostics()).isEmpty();
    assertThat(resolution.texts()).hasSize(3);
    Resolved model = resolution.models().getFirst();
    assertThat(model.graph().outputs().getFirst().labels()).containsExactly("a", "b");
    assertThat(model.weights().orElseThrow().file()).isEqualTo(folder.resolve("net/w.safetensors").toString());
  }

  @Test
  @DisplayName("a file that cannot be read is reported where it is used")
  void unreadable() throws IOException {
    Files.createDirectories(folder.resolve("blocks.nacre"));
    Path main = write("main.nacre", "nacre 1\nuse \"blocks.nacre\"\nblock B(x) { x }\n");
    Reporter reporter = new Reporter();
    Source source = SourceReader.read(main, reporter).orElseThrow();
    Resolver.resolve(source, new DiskFiles(), ResolveOptions.none(), reporter);
    assertThat(reporter.diagnostics()).hasSize(1).allMatch(d -> d.message().contains("is a folder"));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
