package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models go out as files that every other command takes, and no command line leaves half of one behind. */
class ExportCommandTest {
  private static final String TEXT = """
      nacre 1

      model Net {
        input x: f32[N, 3, 8, 8]
        y = x -> conv2d(4, 3, padding=1, bias=false) as c -> batch_norm -> silu
        output p = y -> global_average_pool2d -> dense(2) -> softmax
      }
      """;

  @TempDir
  Path folder = Path.of("");

  private Shell shell() {
    Shell shell = new Shell(folder);
    shell.file("net.nacre", TEXT);
    return shell;
  }

  @Test
  @DisplayName("a text and the model made of it are summed up alike and give the same bytes again")
  void thereAndBack() throws IOException {
    Shell shell = shell();
    assertThat(shell.run("export", "./net.nacre", "-o", "./net.onnx").exits(ExitCode.FINE).err())
        .contains("drawn from seed 1", "wrote ", "net.onnx");
    String summary = shell.run("summary", "./net.nacre").exits(ExitCode.FINE).out();
    assertThat(shell.run("summary", "./net.onnx").exits(ExitCode.FINE).out()).isEqualTo(summary);
    shell.run("export", "./net.onnx", "-o", "./again.onnx").exits(ExitCode.FINE);
    assertThat(folder.resolve("again.onnx")).hasSameBinaryContentAs(folder.resolve("net.onnx"));
    shell.run("verify", "./net.onnx").exits(ExitCode.FINE);
  }

  @Test
  @DisplayName("the optimised stage holds what the passes fused, and runs; the layers that they folded away are not missed")
  void optimised() {
    Shell shell = shell();
    shell.run("export", "./net.nacre", "-o", "./out/net.onnx", "--stage", "optimised").exits(ExitCode.FINE);
    assertThat(shell.run("summary", "./out/net.onnx").exits(ExitCode.FINE).out()).contains("fused");
    shell.run("run", "./out/net.onnx", "--random", "1").exits(ExitCode.FINE);
    assertThat(shell.run("lint", "./out/net.onnx").all()).doesNotContain("unconnected-layer");
  }

  @Test
  @DisplayName("two layers of a model that was written are two findings, each at its own node")
  void findings() {
    Shell shell = shell();
    shell.file("two.nacre", """
        nacre 1

        model Two {
          input x: f32[N, 8]
          output y = x -> dense(16) -> batch_norm -> relu -> dense(4) -> batch_norm
        }
        """);
    shell.run("export", "./two.nacre", "-o", "./two.onnx").exits(ExitCode.FINE);
    assertThat(shell.run("lint", "./two.onnx").exits(ExitCode.FINDINGS).out())
        .contains("the bias of `dense` has no effect", "note: in two.onnx: `dense`, number 0",
            "the bias of `dense_1` has no effect", "note: in two.onnx: `dense_1`, number 3", "1 file: 2 warnings");
  }

  @Test
  @DisplayName("what other runtimes do not know is a warning beside the file")
  void unknown() {
    Shell shell = shell();
    shell.file("odd.json", """
        {"class_name": "Sequential", "config": [
          {"class_name": "Foo", "config": {"name": "mp", "batch_input_shape": [null, 3]}},
          {"class_name": "Dense", "config": {"name": "d", "units": 4}},
          {"class_name": "Foo", "config": {"name": "bar"}}]}
        """);
    assertThat(shell.run("export", "./odd.json", "-o", "./odd.onnx").exits(ExitCode.FINE).err())
        .contains(
            "nacre: warning: 3 operators are not ONNX's: `keras:Foo`, `keras:Dense`; other runtimes cannot run this",
            "wrote ");
    assertThat(shell.run("export", "./net.nacre", "-o", "./net.onnx").exits(ExitCode.FINE).err())
        .doesNotContain("warning");
  }

  @Test
  @DisplayName("parameters of open extents have no contents: which symbols need a number is said at the input")
  void open() {
    Shell shell = shell();
    shell.file("open.prototxt", """
        name: "Open"
        layer { name: "data" type: "Data" top: "data" }
        layer { name: "c" type: "Convolution" bottom: "data" top: "c"
          convolution_param { num_output: 20 kernel_size: 5 } }
        """);
    for (String stage : new String[] {"source", "optimised"}) {
      assertThat(shell.run("export", "./open.prototxt", "-o", "./open.onnx", "--stage", stage)
          .exits(ExitCode.FINDINGS).out().replace(folder + "/", ""))
          .startsWith(
              "open.prototxt:2:15: error [unknown-extents]: `C` of `data`, f32[N, C, H, W], is open, and with it "
                  + "the parameter `c.weight`, f32[20, C, 5, 5]; parameters of a file have known extents: say it with "
                  + "--dim C=224\n");
    }
    assertThat(folder.resolve("open.onnx")).doesNotExist();
    shell.run("export", "./open.prototxt", "-o", "./open.onnx", "--dim", "C=3", "--phase", "TEST")
        .exits(ExitCode.FINE);
  }

  @Test
  @DisplayName("what cannot be written is said, and nothing else changes")
  void refused() throws IOException {
    Shell shell = shell();
    shell.run("export", "./net.nacre", "-o", "./net.onnx").exits(ExitCode.FINE);
    byte[] before = Files.readAllBytes(folder.resolve("net.onnx"));
    assertThat(shell.run("export", "./net.onnx", "-o", "./net.onnx").exits(ExitCode.FINDINGS).err())
        .contains("this is the model itself");
    assertThat(shell.run("export", "./net.nacre", "-o", "./net.nacre").exits(ExitCode.FINDINGS).err())
        .contains("required a file `*.onnx`");
    assertThat(shell.run("export", "./net.nacre", "-o", ".").exits(ExitCode.FINDINGS).err())
        .contains("required a file `*.onnx`");
    assertThat(Files.readAllBytes(folder.resolve("net.onnx"))).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("net.nacre", "net.onnx");
    }
  }
}
