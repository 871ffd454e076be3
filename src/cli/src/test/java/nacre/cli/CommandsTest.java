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
        "parameters: 2,140,752, trainable 2,139,728, non-trainable 1,024; 8.6 MB as f32");
    assertThat(shell.run("summary", "./two models.nacre", "--model", "Wide").exits(0).out()).contains("; 60 B as f32");
    assertThat(shell.run("summary", "./two models.nacre", "--model", "Tall").exits(0).out())
        .contains("108*H*N*W - 216*H*N + 432*N - 216*N*W");
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
    assertThat(shell.misuses("summary", "./two models.nacre", "--model", "Wid").all()).contains("did you mean `Wide`?");
    assertThat(shell.refuses("run", "./two models.nacre", "--random", "1").all()).contains("Wide, Tall", "--model");
    assertThat(shell.misuses("summary", "./two models.nacre", "--set", "clases=7").all()).contains("`clases`");
    assertThat(shell.refuses("summary", "./two models.nacre", "--model", "Wide", "--set", "classes=0").all())
        .contains("two models.nacre:");
    for (String[] command : new String[][] {{"run", "--random", "1"}, {"verify"}, {"bench"},
      {"compile", "-o", "./none"}}) {
      String[] all = Stream.concat(Stream.of(command), Stream.of("./two models.nacre", "--model", "Tall"))
          .toArray(String[]::new);
      assertThat(shell.refuses(all).out()).contains("two models.nacre:9:3: error [unknown-extents]: `H` of `image`",
          "say it with --dim H=224", "--dim W=224");
    }
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
    shell.file("more.nacre", BIASED.replace("-> batch_norm", "-> batch_norm\n  z = x -> relu"));
    assertThat(shell.run("lint", "./more.nacre").exits(1).out()).contains("1 file: 1 error, 1 warning\n");
    assertThat(shell.run("lint", "--diff", "./more.nacre").exits(1).out())
        .contains("1 file: 1 error, 1 warning; the diff resolves 1 of 2");
    assertThat(shell.run("lint", "--fix", "./biased.nacre").exits(0).out()).contains("biased.nacre:5:19: fixed: ");
    assertThat(Files.readString(folder.resolve("biased.nacre"))).isEqualTo(changed);
    assertThat(shell.misuses("lint", "--select", "bias-before-bachnorm", ".").all()).contains("did you mean");
  }

  @Test
  @DisplayName("a folder means every text below it; one without any is a mistake")
  void folders() throws IOException {
    shell.file("deep/er/three.nacre", TWO);
    assertThat(shell.run("lint", "./").exits(1).out()).contains("3 files: ");
    Files.createDirectory(folder.resolve("empty"));
    assertThat(shell.refuses("lint", "./empty").all())
        .contains("no .nacre file, nor a model of another framework, in this folder");
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
  @DisplayName("compile --tests writes a JUnit test and its golden file below another root, in the class's package")
  void compileTests() {
    String[] command =
        {"compile", "./biased.nacre", "-o", "./out", "--tests", "./tests", "--package", "org.example"};
    assertThat(shell.run(command).exits(0).err()).contains("BGoldenTest.java", "B.golden.safetensors");
    assertThat(folder.resolve("tests/org/example/BGoldenTest.java")).content().contains("package org.example;",
        "class BGoldenTest {", "golden.check(m.");
    assertThat(folder.resolve("tests/org/example/B.golden.safetensors")).exists();
    assertThat(folder.resolve("tests/org/example/B.java")).doesNotExist();
    assertThat(shell.run(command).exits(0).err()).doesNotContain("wrote ");
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
    for (String name : new String[] {"class", "a..b", "../up", "1a", "a b", "java", "java.lang"}) {
      assertThat(shell.misuses("compile", "./biased.nacre", "-o", "./none", "--package", name).all())
          .contains("--package");
    }
    shell.file("taken", "");
    assertThat(shell.refuses("compile", "./biased.nacre", "-o", "./taken").all()).contains("required a folder");
    assertThat(shell.refuses("compile", "./two models.nacre", "-o", "./none").all()).contains("--dim H=224");
    assertThat(folder.resolve("none/org")).doesNotExist();
  }

  @Test
  @DisplayName("models that would be one class, or one file where case counts for nothing, are refused, and none is written")
  void equalClasses() {
    for (String other : new String[] {"m", "M_"}) {
      shell.file("twice.nacre", "nacre 1\n\nmodel M {\n  input x: f32[N, 3]\n  output y = x -> dense(2)\n}\n\nmodel "
          + other + " {\n  input x: f32[N, 3]\n  output y = x -> dense(4)\n}\n");
      assertThat(shell.refuses("compile", "./twice.nacre", "-o", "./classes").out())
          .contains("twice.nacre:8:7: error [equal-classes]", "`M` and `" + other + "`", "--model");
      assertThat(folder.resolve("classes")).doesNotExist();
    }
    shell.run("compile", "./twice.nacre", "-o", "./classes", "--model", "M").exits(0);
  }

  @Test
  @DisplayName("a second symbol takes its number from the inputs, within its bound, or from --dim")
  void secondSymbol() {
    shell.file("time.nacre",
        "nacre 1\n\nmodel T {\n  input x: f32[N, T<=9, 2]\n  output y = x -> dense(3) -> softmax\n}\n");
    assertThat(shell.refuses("compile", "./time.nacre", "-o", "./none").out())
        .contains("time.nacre:4:3: error [unknown-extents]: `T` of `x`, f32[N, T, 2], is open up to 9", "--dim T=9");
    shell.run("compile", "./time.nacre", "-o", "./time", "--dim", "T=9").exits(0);
    shell.floats("five.npy", 2, 5, 2);
    shell.floats("ten.npy", 2, 10, 2);
    assertThat(shell.run("run", "./time.nacre", "--input", "./five.npy").exits(0).out()).contains("f32[2, 5, 3]");
    assertThat(shell.refuses("run", "./time.nacre", "--input", "./ten.npy").err())
        .contains("input `x`: found T = 10, required at most 9 (`T<=9`)");
  }

  @Test
  @DisplayName("more images than the model takes are refused by every command in one way")
  void boundedBatch() {
    shell.file("four.nacre", "nacre 1\n\nmodel Four {\n  input x: f32[N<=4, 5]\n  output y = x -> dense(3)\n}\n");
    shell.floats("seven.npy", 7, 5);
    assertThat(shell.refuses("run", "./four.nacre", "--input", "./seven.npy").err()).contains("at most 4 (`N<=4`)");
    assertThat(shell.refuses("bench", "./four.nacre", "--batch", "64").err()).contains("64 images, required at most 4");
    assertThat(shell.refuses("verify", "./four.nacre", "--batch", "5").err()).contains("5 images, required at most 4");
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
    assertThat(shell.misuses("run", "./biased.nacre", "--random", "1", "--pipeline", "fold-scale-shft").all())
        .contains("did you mean `fold-scale-shift`?");
    assertThat(shell.misuses("run", "./biased.nacre", "--random", "1", "--print-ir", "after=nothing").all())
        .contains("`nothing`");
    assertThat(shell.misuses("run", "./biased.nacre", "--random", "1", "--pass-limit", "-1").all())
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
    assertThat(shell.misuses("verify", "./biased.nacre", "--tolerance", "-1").all()).contains("--tolerance");
  }

  @Test
  @DisplayName("bench says time, arithmetic, share of the peak and allocation")
  void bench() {
    assertThat(shell.run("bench", "./biased.nacre", "--seconds", "1", "--batch", "2").exits(0).out()).contains(
        "B, batch 2, 1 thread,",
        "per image", "GFLOP/s", "share of peak", "bytes per run after the first");
  }
}
