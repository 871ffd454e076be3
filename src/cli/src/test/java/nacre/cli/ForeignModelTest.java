package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a model whose framework writes texts: at its line, in its words, and of its file. */
class ForeignModelTest {
  private static final String BIASED = """
      nacre 1
      #! the network is that of another file
      model Net {
        input data: f32[N, 3, 8, 8]
        output y = data -> conv2d(4, 3) as conv1 -> batch_norm as bn1
      }
      """;

  @TempDir
  Path folder;
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void models() {
    shell = new Shell(folder);
    shell.file("nets/a.layers", BIASED);
  }

  private String lint(int code, String... arguments) {
    return shell.run(arguments).exits(code).out().replace(folder + "/", "");
  }

  @Test
  @DisplayName("a finding stands at the line of its layer, its fix is advice; a note on the file counts for nothing")
  void text() {
    assertThat(lint(ExitCode.FINDINGS, "lint", "./nets")).isEqualTo("""
        nets/a.layers: info [model-file]: the network is that of another file
        nets/a.layers:5:22: warning [bias-before-batchnorm]: the bias of `conv1` has no effect: `bn1` subtracts it again
            5 |   output y = data -> conv2d(4, 3) as conv1 -> batch_norm as bn1
              |                      ^~~~~~~~~~~~
          note: nets/a.layers:5:47: `bn1` subtracts it with the mean
            5 |   output y = data -> conv2d(4, 3) as conv1 -> batch_norm as bn1
              |                                               ^~~~~~~~~~
          note: where weights are trained already, `bn1.running_mean` loses `conv1.bias` times the layer's scale \
        factor, its third blob
          fix: set `convolution_param { bias_term: false }` in layer `conv1`
        1 file: 1 warning, 1 info
        """);
    shell.file("nets/a.layers", BIASED.replace("4, 3", "4, 3, bias=false"));
    assertThat(lint(ExitCode.FINE, "lint", "./nets")).isEqualTo("""
        nets/a.layers: info [model-file]: the network is that of another file
        1 file: 1 info
        """);
  }

  @Test
  @DisplayName("programs hear the same: the place, the fix, and how many nodes of each op were seen")
  void programs() {
    assertThat(lint(ExitCode.FINDINGS, "lint", "./nets", "--format", "json").replaceAll("\\s+", " "))
        .startsWith("{ \"files\": [ { \"file\": \"nets/a.layers\", \"models\": [ { \"name\": \"Net\", \"ops\": { "
            + "\"batch_norm\": 1, \"conv2d\": 1, \"input\": 1 } } ], \"findings\": [ { \"rule\": \"model-file\", ")
        .contains("\"place\": { \"file\": \"nets/a.layers\", \"line\": 5, \"column\": 22, \"end_line\": 5, "
            + "\"end_column\": 34 }, \"message\": \"the bias of `conv1` has no effect: `bn1` subtracts it again\"",
            "\"fixes\": [ { \"title\": \"set `convolution_param { bias_term: false }` in layer `conv1`\", "
                + "\"safe\": true, \"edits\": [] } ]")
        .contains("\"models\": 1, \"ops\": { \"batch_norm\": 1, \"conv2d\": 1, \"input\": 1 } } }");
    assertThat(lint(ExitCode.FINDINGS, "lint", "./nets", "--format", "github")).isEqualTo("""
        ::notice file=nets/a.layers,title=model-file::the network is that of another file
        ::warning file=nets/a.layers,line=5,col=22,endLine=5,endColumn=34,title=bias-before-batchnorm::the bias of \
        `conv1` has no effect: `bn1` subtracts it again%0Anote: `bn1` subtracts it with the mean%0Anote: where weights \
        are trained already, `bn1.running_mean` loses `conv1.bias` times the layer's scale factor, its \
        third blob%0Afix: set `convolution_param { bias_term: false }` in \
        layer `conv1`
        """);
    assertThat(lint(ExitCode.FINDINGS, "lint", "./nets", "--format", "sarif").replaceAll("\\s+", " "))
        .contains("no effect: `bn1` subtracts it again\\u000awhere weights are trained already, "
            + "`bn1.running_mean` loses `conv1.bias` times the layer's scale factor, its "
            + "third blob\\u000afix: set `convolution_param { bias_term: false }` in layer "
            + "`conv1`\"", "\"region\": { \"startLine\": 5, \"startColumn\": 22, \"endLine\": 5, \"endColumn\": 34 }")
        .doesNotContain("artifactChanges");
  }

  @Test
  @DisplayName("a file in a folder that is no model is passed over and said; one that was asked for is an error")
  void passedOver() {
    shell.file("nets/labels.layers", "nacre 1\n");
    shell.file("nets/b.layers", BIASED.replace("conv2d", "conv3d"));
    Shell.Said said = shell.run("lint", "./nets").exits(ExitCode.FINDINGS);
    assertThat(said.out()).contains("[bias-before-batchnorm]", "2 files: 1 error, 1 warning, 1 info");
    assertThat(said.err()).contains("labels.layers was passed over: it holds no model");
    assertThat(lint(ExitCode.FINDINGS, "lint", "./nets/labels.layers", "./nets/a.layers"))
        .contains("error [invalid-model]: nets/labels.layers: found no network", "[bias-before-batchnorm]");
    shell.file("other/labels.layers", "nacre 1\n");
    assertThat(shell.run("lint", "./other").exits(ExitCode.FINDINGS).err()).contains("no .nacre file, nor a model");
  }

  @Test
  @DisplayName("an error of a file that is a text stands at its place, for people and for programs, in every command")
  void damaged() {
    shell.file("nets/a.layers", BIASED.replace("conv2d", "conv4d"));
    String place = """
        nets/a.layers:5:22: error [invalid-model]: no op or block `conv4d`; did you mean `conv1d`?
            5 |   output y = data -> conv4d(4, 3) as conv1 -> batch_norm as bn1
              |                      ^~~~~~
        """;
    assertThat(lint(ExitCode.FINDINGS, "lint", "./nets")).startsWith(place);
    assertThat(lint(ExitCode.FINDINGS, "summary", "./nets/a.layers")).isEqualTo(place);
    assertThat(lint(ExitCode.FINDINGS, "lint", "./nets", "--format", "github"))
        .startsWith("::error file=nets/a.layers,line=5,col=22,");
  }

  @Test
  @DisplayName("a baseline knows a finding whose line has moved")
  void baseline() {
    lint(ExitCode.FINE, "lint", "./nets", "--write-baseline", "./nacre.baseline");
    shell.file("nets/a.layers", BIASED.replace("model Net", "\n\nmodel Net"));
    assertThat(lint(ExitCode.FINE, "lint", "./nets", "--baseline", "./nacre.baseline"))
        .endsWith("1 file: 1 info; the baseline hides 1\n");
  }

  @Test
  @DisplayName("a model of another name is misuse, as it is for a text")
  void otherModel() {
    for (String command : List.of("summary", "run")) {
      assertThat(shell.run(command, "./nets/a.layers", "--model", "Nat").exits(ExitCode.USAGE).err())
          .contains("no model `Nat` in `", "a.layers`; there is Net; did you mean `Net`?");
    }
    assertThat(lint(ExitCode.FINDINGS, "lint", "./nets/a.layers", "--model", "Nat"))
        .startsWith("nets/a.layers: error [no-model]: no model `Nat` in `nets/a.layers`; there is Net");
    assertThat(shell.run("summary", "./nets/a.layers", "--model", "Net").exits(ExitCode.FINE).out()).contains("Net");
  }

  @Test
  @DisplayName("other commands say notes beside their results, once")
  void others() {
    Shell.Said said = shell.run("summary", "./nets/a.layers", "--format", "json").exits(ExitCode.FINE);
    assertThat(said.out()).startsWith("[").doesNotContain("another file");
    assertThat(said.err().replace(folder + "/", ""))
        .isEqualTo("nets/a.layers: info [model-file]: the network is that of another file\n");
  }

  @Test
  @DisplayName("--fix and --diff say that a file of another framework stays as it is, where there was something to fix")
  void unfixed() {
    String said = "a.layers was not changed: fixes are made in .nacre texts, and `nacre import` makes one";
    assertThat(shell.run("lint", "./nets", "--fix").exits(ExitCode.FINDINGS).err()).contains(said);
    assertThat(shell.run("lint", "./nets", "--diff").exits(ExitCode.FINDINGS).err()).contains(said);
    assertThat(shell.run("lint", "./nets").exits(ExitCode.FINDINGS).err()).doesNotContain("not changed");
    shell.file("nets/a.layers", BIASED.replace("4, 3", "4, 3, bias=false"));
    assertThat(shell.run("lint", "./nets", "--fix").exits(ExitCode.FINE).err()).doesNotContain("not changed");
  }

  @Test
  @DisplayName("sizes that are said of data must fit the layers, though the batch is open; what lacks one is not known")
  void sizes() {
    shell.file("data.prototxt", """
        layer { name: "data" type: "Data" top: "data" data_param { source: "x" batch_size: 8 } }
        layer {
          name: "conv" type: "Convolution" bottom: "data" top: "conv"
          convolution_param { num_output: 2 kernel_size: 5 }
        }
        layer { name: "boxes" type: "PriorBox" bottom: "conv" top: "boxes" }
        """);
    assertThat(lint(ExitCode.FINDINGS, "lint", "./data.prototxt", "--dim", "C=1", "--dim", "H=2", "--dim", "W=2"))
        .startsWith("""
            data.prototxt:3:9: error [invalid-model]: layer `conv` (Convolution): found an extent of 2 on axis 2 of \
            f32[N, 1, 2, 2], required at least 5 for a window of 5
            """);
    assertThat(lint(ExitCode.FINDINGS, "compile", "./data.prototxt", "--dim", "C=1", "--dim", "H=8", "--dim", "W=8",
        "-o", "./out")).startsWith("""
            data.prototxt:6:15: error [unsupported-op]: `boxes` cannot be compiled: Nacre does not know the operation \
            `caffe:PriorBox`: no layer of this type is known
            """);
  }
}
