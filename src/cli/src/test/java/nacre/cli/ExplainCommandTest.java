package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nacre.driver.Catalogue;
import nacre.driver.Diagnostics;
import nacre.driver.Reference;
import nacre.passes.MissCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever name Nacre prints, it can say what stands behind it; and the lists leave none out. */
class ExplainCommandTest {
  @TempDir
  private Path folder;

  static Stream<String> names() {
    return Stream.of(
        Catalogue.ops().stream().flatMap(op -> Stream.concat(Stream.of(op.name()), op.aliases().stream())),
        Catalogue.rules().stream().map(Catalogue.Rule::id), Catalogue.passes().stream().map(Catalogue.Pass::name),
        Stream.of(MissCode.values()).map(MissCode::id), Diagnostics.all().stream().map(Diagnostics.Entry::id))
        .flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName("every op, alias, rule, pass, code of a remark and diagnostic has a page that a terminal can show")
  void everyName(String name) {
    List<Reference.Page> pages = Reference.pages(name);
    assertThat(pages).isNotEmpty();
    Shell.Said said = new Shell(folder).run("explain", name).exits(ExitCode.FINE);
    assertThat(said.out()).startsWith(pages.getFirst().name() + " (" + pages.getFirst().kind().noun() + ")\n\n")
        .doesNotContain(".md)", "| --- |", "```");
    assertThat(said.out().lines().filter(line -> !line.startsWith("    "))).allMatch(line -> line.length() <= 100);
    assertThat(said.err()).isEmpty();
  }

  @Test
  @DisplayName("a page in full: tables and paragraphs filled, code as it is, no marks of Markdown")
  void page() {
    assertThat(new Shell(folder).run("explain", "Graph-Output").exits(ExitCode.FINE).out()).isEqualTo("""
        graph-output (remark)

        The value in between is an output of the model too, so it must be computed as it
        is.

        WHAT TO DO

        Drop the output if nobody needs it. Otherwise the work stays, and is done by
        itself.

        WHICH PASSES SAY IT

        pass                         for instance
        absorb-bias-into-batch-norm  bias of conv2d conv (net.nacre:3) not absorbed:
                                     conv2d conv (net.nacre:3) is also an output
        fold-scale-shift             scale_shift norm (net.nacre:4) not folded: conv2d
                                     conv is also the output `features`
        fuse-activation              relu relu (net.nacre:4) not fused: conv2d conv is
                                     also the output `raw`
        """);
  }

  @Test
  @DisplayName("an operator of ONNX has a page under the name that ONNX gives it: what is taken of it, and what not")
  void onnx() {
    assertThat(new Shell(folder).run("explain", "LSTM").exits(ExitCode.FINE).out()).contains("LSTM (ONNX operator)",
        "`clip`              all       no: states are not cut off");
    assertThat(new Shell(folder).run("explain", "relu").exits(ExitCode.FINE).out()).doesNotContain("ONNX");
    assertThat(new Shell(folder).run("explain", "ConvTransposed").exits(ExitCode.USAGE).err())
        .contains("`ConvTranspose`");
  }

  @Test
  @DisplayName("a code that a remark shows is one that can be explained")
  void shownByRemarks() {
    new Shell(folder).file("twice.nacre", "nacre 1\nmodel Twice {\n  input x: f32[N, 3, 8, 8]\n"
        + "  c = x -> conv2d(4, 3, bias=false)\n  output y = (c -> batch_norm) + c\n}\n");
    assertThat(new Shell(folder).run("compile", "./twice.nacre", "-o", "./out", "--remarks").exits(ExitCode.FINE).out())
        .contains("not folded: conv2d conv2d is also read by add add (", ") [shared-producer]\n");
  }

  @Test
  @DisplayName("lists hold every entry on one line, in the form of the table or of JSON, and can be narrowed")
  void lists() {
    Shell shell = new Shell(folder);
    int heads = 2;
    assertThat(shell.run("ops").exits(ExitCode.FINE).out().lines()).hasSize(heads + Catalogue.ops().size());
    assertThat(shell.run("rules").exits(ExitCode.FINE).out().lines()).hasSize(heads + Catalogue.rules().size())
        .anyMatch(line -> line.matches("bias-before-batchnorm +warning +on +safe or unsafe +a bias goes .*"))
        .anyMatch(line -> line.matches("spatial-underflow +error +always +none +a window .*"));
    assertThat(shell.run("passes").exits(ExitCode.FINE).out().lines()).hasSize(heads + Catalogue.passes().size())
        .anyMatch(line -> line.matches("fuse-activation +bit-exact +standard +computes .*"))
        .anyMatch(line -> line.matches("decompose +real-exact +required +says .*"));
    assertThat(shell.run("ops", "RELU6").exits(ExitCode.FINE).out()).isEqualTo("""
        op    reads  computes
        ------------------------------------------------------------------------------
        clip  x      `x`, but at least `low` and at most `high`; also hard_tanh, relu6
        """);
    assertThat(shell.refuses("ops", "relu99").err()).contains("nothing listed here has `relu99` in it");
  }

  @Test
  @DisplayName("lists for programs are arrays of objects")
  void listsAsJson() {
    assertThat(new Shell(folder).run("rules", "spatial", "--format", "json").exits(ExitCode.FINE).out()).isEqualTo("""
        [
          {
            "id": "spatial-underflow",
            "severity": "error",
            "default": "always",
            "fix": "none",
            "summary": "a window is larger than the picture that it slides over, padding included"
          }
        ]
        """);
    assertThat(new Shell(folder).run("ops", "relu6", "--format", "json").exits(ExitCode.FINE).out())
        .contains("\"name\": \"clip\"", "\"call\": \"clip(x, low, high)\"");
    assertThat(new Shell(folder).run("passes", "--format", "json").exits(ExitCode.FINE).out().lines()
        .filter(line -> line.contains("\"runs\": \"" + Catalogue.Use.STANDARD.name().toLowerCase(Locale.ROOT))))
        .hasSizeGreaterThan(5);
  }
}
