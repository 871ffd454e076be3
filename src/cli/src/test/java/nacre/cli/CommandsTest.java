package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each command does when all is well, and which exit code it has when there are findings. */
class CommandsTest {
  private static final String TWO = """
      nacre 1

      model Wide(classes: int = 3) {
        input x: f32[N, 4]
        output y = x -> dense(classes) -> relu
      }

      model Tall {
        input image: f32[N, 3, H, W]
        output z = image -> conv2d(4, 3) -> batch_norm -> global_average_pool2d
      }
      """;
  private static final String BIASED = "nacre 1\n\nmodel B {\n  input x: f32[N, 4]\n"
      + "  output y = x -> dense(3) -> batch_norm\n}\n";

  @TempDir
  Path folder;
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void files() {
    shell = new Shell(folder);
    shell.file("two models.nacre", TWO);
    shell.file("biased.nacre", BIASED);
  }

  @Test
  @DisplayName("summary shows the parameters of the classifier, with commas, one model after the other")
  void summary() {
    assertThat(shell.run("summary", Shell.example("classifier.nacre")).exits(0).out()).contains("2,097,664", "2,048",
        "41,040",
        "parameters: 2,140,752, trainable 2,139,728, non-trainable 1,024");
    assertThat(shell.run("summary", "./two models.nacre").exits(0).out()).contains("model Wide", "model Tall",
        "f32[N, 3]");
  }

  @Test
  @DisplayName("--set changes a model's parameter, --dim gives a symbol its number, --model chooses")
  void options() {
    assertThat(shell.run("summary", "./two models.nacre", "--model", "Wide", "--set", "classes=7").exits(0).out())
        .contains("f32[N, 7]").doesNotContain("Tall");
    assertThat(
        shell.run("summary", "./two models.nacre", "--model", "Tall", "--dim", "H=8", "--dim", "W=6").exits(0).out())
        .contains("f32[N, 4, 6, 4]");
    assertThat(shell.refuses("summary", "./two models.nacre", "--model", "Wid").all()).contains("did you mean `Wide`?");
    assertThat(shell.refuses("run", "./two models.nacre", "--random", "1").all()).contains("Wide, Tall", "--model");
    assertThat(shell.refuses("summary", "./two models.nacre", "--set", "clases=7").all()).contains("`clases`");
    assertThat(shell.refuses("summary", "./two models.nacre", "--model", "Wide", "--set", "classes=0").all())
        .contains("two models.nacre:");
    assertThat(shell.refuses("run", "./two models.nacre", "--model", "Tall", "--random", "1").all())
        .contains("--dim H=SIZE");
  }

  @Test
  @DisplayName("lint has exit code 1 for findings, shows a fix with --diff, makes it with --fix, and is content then")
  void lint() throws IOException {
    assertThat(shell.run("lint", "./biased.nacre").exits(1).out()).contains(
        "biased.nacre:5:19: warning [bias-before-batchnorm]",
        "1 file: 1 warning");
    assertThat(shell.run("lint", "./biased.nacre", "--ignore", "bias-before-batchnorm").exits(0).out())
        .contains("no findings");
    String changed = BIASED.replace("dense(3)", "dense(3, bias=false)");
    assertThat(shell.run("lint", "--diff", "./biased.nacre").exits(1).out())
        .contains("-  output y = x -> dense(3) -> batch_norm\n+  output y = x -> dense(3, bias=false) -> batch_norm\n");
    assertThat(folder.resolve("biased.nacre")).hasContent(BIASED);
    assertThat(shell.run("lint", "--fix", "./biased.nacre").exits(0).out()).contains("biased.nacre:5:19: fixed: ");
    assertThat(Files.readString(folder.resolve("biased.nacre"))).isEqualTo(changed);
    assertThat(shell.refuses("lint", "--select", "bias-before-bachnorm", ".").all()).contains("did you mean");
  }

  @Test
  @DisplayName("a folder means every text below it; one without any is a mistake")
  void folders() throws IOException {
    shell.file("deep/er/three.nacre", TWO);
    assertThat(shell.run("lint", "./").exits(1).out()).contains("3 files: ");
    Files.createDirectory(folder.resolve("empty"));
    assertThat(shell.refuses("lint", "./empty").all()).contains("no .nacre file in this folder");
    assertThat(shell.refuses("lint", "./none").all()).contains("no such file or folder");
  }

  @Test
  @DisplayName("fmt rewrites, --check and --diff only say, and a text with errors is left alone")
  void fmt() throws IOException {
    shell.file("ugly.nacre", "nacre 1\nmodel  A{\n input x:f32[N,4]\n output y=x->relu\n}\n");
    String ugly = Files.readString(folder.resolve("ugly.nacre"));
    assertThat(shell.run("fmt", "--check", "./ugly.nacre").exits(1).out()).contains("not in its canonical form");
    assertThat(shell.run("fmt", "--diff", "./ugly.nacre").exits(1).out()).contains("-model  A{\n", "+model A {\n");
    assertThat(folder.resolve("ugly.nacre")).hasContent(ugly);
    shell.run("fmt", "./ugly.nacre").exits(0);
    assertThat(folder.resolve("ugly.nacre")).content().contains("output y = x -> relu");
    assertThat(shell.run("fmt", "--check", "./ugly.nacre").exits(0).all()).isEmpty();
    shell.file("bad.nacre", "nacre 1\nmodel A {\n  input x: f32[N, 4\n}\n");
    shell.refuses("fmt", "./bad.nacre");
    assertThat(folder.resolve("bad.nacre")).hasContent("nacre 1\nmodel A {\n  input x: f32[N, 4\n}\n");
  }

  @Test
  @DisplayName("compile writes class and weights below a package, says so, and writes nothing the second time")
  void compile() {
    Shell.Said said =
        shell.run("compile", "./biased.nacre", "-o", "./out", "--package", "org.example", "--remarks").exits(0);
    assertThat(said.out()).contains("folded batch_norm batch_norm into dense dense (");
    assertThat(said.err()).contains("drawn from seed 1", "wrote ");
    assertThat(folder.resolve("out/org/example/B.java")).content().contains("package org.example;", "class B ");
    assertThat(folder.resolve("out/org/example/B.safetensors")).exists();
    assertThat(shell.run("compile", "./biased.nacre", "-o", "./out", "--package", "org.example").exits(0).err())
        .doesNotContain("wrote ");
    for (String name : new String[] {"class", "a..b", "../up", "1a", "a b"}) {
      assertThat(shell.refuses("compile", "./biased.nacre", "-o", "./none", "--package", name).all())
          .contains("--package");
    }
    shell.file("taken", "");
    assertThat(shell.refuses("compile", "./biased.nacre", "-o", "./taken").all()).contains("required a folder");
    assertThat(shell.refuses("compile", "./two models.nacre", "-o", "./none").all()).contains("--dim H=224");
    assertThat(folder.resolve("none/org")).doesNotExist();
  }

  @Test
  @DisplayName("passes can be chosen, limited, validated and watched; an unknown one is named with the nearest")
  void passes() {
    String[] wide = {"run", "./two models.nacre", "--model", "Wide", "--random", "1"};
    assertThat(shell.run(wide).exits(0).out()).contains("1 of 1 relus fused");
    assertThat(with(wide, "--pipeline", "fold-constants").exits(0).out()).doesNotContain("fused");
    assertThat(with(wide, "--pass-limit", "0").exits(0).out()).doesNotContain("1 of 1 relus fused");
    assertThat(
        shell.run("run", "./biased.nacre", "--random", "1", "--validate", "--print-ir", "after=change").exits(0).all())
        .contains("folded batch_norm", "scale_shift");
    assertThat(shell.refuses("run", "./biased.nacre", "--random", "1", "--pipeline", "fold-scale-shft").all())
        .contains("did you mean `fold-scale-shift`?");
    assertThat(shell.refuses("run", "./biased.nacre", "--random", "1", "--print-ir", "after=nothing").all())
        .contains("`nothing`");
    assertThat(shell.refuses("run", "./biased.nacre", "--random", "1", "--pass-limit", "-1").all())
        .contains("--pass-limit");
  }

  private Shell.Said with(String[] arguments, String... more) {
    return shell.run(Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  @DisplayName("verify compares all stages; a limit that nothing can meet is exit code 1")
  void verify() {
    assertThat(shell.run("verify", "./biased.nacre", "--batch", "3").exits(0).out()).contains("optimised graph",
        "emitted, scalar", "ok").doesNotContain("too far");
    assertThat(shell.run("verify", "./biased.nacre", "--tolerance", "0").exits(1).out()).contains("too far");
    assertThat(shell.refuses("verify", "./biased.nacre", "--tolerance", "-1").all()).contains("--tolerance");
  }

  @Test
  @DisplayName("bench says time, arithmetic, share of the peak and allocation")
  void bench() {
    assertThat(shell.run("bench", "./biased.nacre", "--seconds", "1", "--batch", "2").exits(0).out()).contains(
        "B, batch 2, 1 thread,",
        "per image", "GFLOP/s", "share of peak", "bytes per run after the first");
  }
}
