package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nacre graph}, from options to a file. */
class GraphCommandTest {
  @TempDir
  Path folder;

  @Test
  @DisplayName("ResNet-50 is drawn in seconds, in both stages, without Graphviz; what is folded and fused is said")
  void resnet() throws IOException {
    Shell shell = new Shell(folder);
    String model = Shell.example("resnet50.nacre");
    assertThat(shell.run("graph", model, "-o", "./a.svg").exits(0).err()).contains("wrote ");
    assertThat(Files.readString(folder.resolve("a.svg"))).contains("<svg", "stage1", "(3 alike)", "folded into weights",
        "fused into the layer before", "N×64×56×56");
    shell.run("graph", model, "-o", "./b.png", "--stage", "optimised").exits(0);
    assertThat(Files.readAllBytes(folder.resolve("b.png"))).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  @DisplayName("the same model gives the same text; --depth and --alike say how much of it is shown")
  void text() throws IOException {
    Shell shell = new Shell(folder);
    String model = Shell.example("resnet50.nacre");
    shell.run("graph", model, "-o", "./a.dot", "--depth", "1").exits(0);
    shell.run("graph", model, "-o", "./b.dot", "--depth", "1").exits(0);
    shell.run("graph", model, "-o", "./c.dot", "--alike", "each").exits(0);
    String one = Files.readString(folder.resolve("a.dot"));
    assertThat(one).isEqualTo(Files.readString(folder.resolve("b.dot"))).contains("block, collapsed");
    assertThat(Files.readString(folder.resolve("c.dot"))).contains("block5.Bottleneck").doesNotContain("alike");
  }

  @Test
  @DisplayName("a file of another kind, a negative depth and an unknown stage are refused before anything is written")
  void refusals() {
    Shell shell = new Shell(folder);
    String model = Shell.example("mlp.nacre");
    assertThat(shell.run("graph", model, "-o", "./a.gif").exits(ExitCode.USAGE).err())
        .contains("pictures are written as .svg, .png or .dot");
    assertThat(shell.run("graph", model, "-o", "./a.svg", "--depth", "-1").exits(ExitCode.USAGE).err())
        .contains("--depth -1: required 0 or more");
    assertThat(shell.run("graph", model, "-o", "./a.svg", "--stage", "later").exits(ExitCode.USAGE).err())
        .contains("--stage");
    assertThat(shell.run("graph", model).exits(ExitCode.USAGE).err()).contains("--output");
    assertThat(folder).isEmptyDirectory();
  }
}
