package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command takes an ONNX model as it takes a text. The models are two small files; what they hold is written in
 * `tiny.txt` and `strange.txt` beside them, in the lines that tests of the importer read.
 */
class OnnxModelTest {
  @TempDir
  Path folder;
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void models() throws IOException {
    shell = new Shell(folder);
    for (String name : new String[] {"tiny.onnx", "strange.onnx"}) {
      try (InputStream in = Objects.requireNonNull(OnnxModelTest.class.getResourceAsStream(name))) {
        Files.copy(in, folder.resolve(name));
      }
    }
  }

  private String fine(String... arguments) {
    return shell.run(arguments).exits(ExitCode.FINE).out();
  }

  @Test
  @DisplayName("a model runs with its own weights; its batch norm is folded")
  void run() {
    shell.floats("x.npy", 1, 1, 2, 2);
    assertThat(fine("run", "./tiny.onnx", "--input", "./x.npy"))
        .contains("y: f32[1, 1] [10.0000", "1 of 1 batch norms folded", "weights from " + folder.resolve("tiny.onnx"));
  }

  @Test
  @DisplayName("a model is verified, drawn, summed up and compiled, and its names are those of its layers")
  void others() {
    assertThat(fine("verify", "./tiny.onnx", "--batch", "3")).contains("optimised graph", "ok");
    assertThat(fine("summary", "./tiny.onnx")).contains("features", "conv", "f32[batch, 1, 1, 1]", "parameters: 9");
    assertThat(fine("compile", "./tiny.onnx", "-o", "./out", "--remarks"))
        .contains("folded batch_norm features.norm into conv2d features.conv (tiny.onnx:features/norm)");
    assertThat(folder.resolve("out/Tiny.java")).exists();
    fine("graph", "./tiny.onnx", "-o", "./tiny.dot");
    assertThat(folder.resolve("tiny.dot")).content().contains("conv");
  }

  @Test
  @DisplayName("a finding names the model's own node")
  void lint() {
    assertThat(shell.run("lint", "./tiny.onnx").exits(ExitCode.FINDINGS).out())
        .isEqualTo(folder.resolve("tiny.onnx") + ": " + """
        warning [bias-before-batchnorm]: the bias of `features/conv` has no effect: `features/norm` subtracts it again
          note: in tiny.onnx: `features/conv`, number 0
          note: `features/norm` subtracts it with the mean (tiny.onnx: `features/norm`, number 1)
          note: where weights are trained already, `mean` loses `b`
          fix: remove input `B` of node `features/conv`
        1 file: 1 warning
        """);
  }

  @Test
  @DisplayName("findings in the forms that programs read; fixes are for people")
  void lintFormats() {
    assertThat(shell.run("lint", "./tiny.onnx", "--format", "json").exits(ExitCode.FINDINGS).out())
        .startsWith("{\n  \"files\": [").contains("\"rule\": \"bias-before-batchnorm\"", "\"warning\": 1");
    assertThat(shell.run("lint", "./tiny.onnx", "--format", "sarif").exits(ExitCode.FINDINGS).out())
        .contains("\"version\": \"2.1.0\"", "\"ruleId\": \"bias-before-batchnorm\"", "tiny.onnx",
            "# bias-before-batchnorm");
    assertThat(shell.run("lint", "./tiny.onnx", "--format", "github").exits(ExitCode.FINDINGS).out())
        .startsWith("::warning file=")
        .contains("tiny.onnx,title=bias-before-batchnorm::the bias of `features/conv` has");
    assertThat(shell.run("lint", "./tiny.onnx", "--format", "json", "--fix").exits(ExitCode.USAGE).err())
        .contains("--fix and --diff are for --format text");
  }

  @Test
  @DisplayName("a model becomes a text with its names in the weight map; it runs with the same numbers")
  void importing() {
    assertThat(shell.run("import", "./tiny.onnx", "-o", "./net/tiny.nacre").exits(ExitCode.FINE).err())
        .contains("wrote ", "tiny.safetensors", "tiny.nacre");
    assertThat(folder.resolve("net/tiny.nacre")).content()
        .startsWith("nacre 1\n\nmodel tiny {\n  input picture: f32[batch, ")
        .contains("-> batch_norm", "weights \"tiny.safetensors\"");
    shell.floats("x.npy", 1, 1, 2, 2);
    assertThat(fine("run", "./net/tiny.nacre", "--input", "./x.npy"))
        .contains("y: f32[1, 1] [10.0000", "1 of 1 batch norms folded", "weights from ");
    shell.run("fmt", "--check", "./net/tiny.nacre").exits(ExitCode.FINE);
  }

  @Test
  @DisplayName("what has no words in a text is said at once, each at its node, and no file is written")
  void importingStrange() {
    assertThat(shell.run("import", "./strange.onnx", "-o", "./net/strange.nacre").exits(ExitCode.FINDINGS).out())
        .contains("error [unwritable]: `first` has no words in a text: Nacre does not know the operation "
            + "`com.example:Foo`", "`third` has no words", "note: in strange.onnx: `third`, number 2");
    assertThat(folder.resolve("net")).doesNotExist();
  }

  @Test
  @DisplayName("the command line of an import: the output is a text, and the input is none")
  void importingMisused() throws IOException {
    assertThat(shell.run("import", "./tiny.onnx", "-o", "./tiny").exits(ExitCode.USAGE).err())
        .contains("required a name that ends in .nacre");
    fine("import", "./tiny.onnx", "-o", "./tiny.nacre");
    assertThat(shell.run("import", "./tiny.nacre", "-o", "./other.nacre").exits(ExitCode.USAGE).err())
        .contains("is a text already");
    Files.createDirectory(folder.resolve("there.nacre"));
    assertThat(shell.run("import", "./tiny.onnx", "-o", "./there.nacre").exits(ExitCode.FINDINGS).err())
        .contains("there.nacre: this is a folder, required a file");
    assertThat(folder.resolve("there.safetensors")).doesNotExist();
    assertThat(shell.run("import", "./tiny.onnx").exits(ExitCode.USAGE).err()).contains("--output");
  }

  @Test
  @DisplayName("a folder is linted with the models in it, whoever wrote them; texts alone are formatted")
  void folders() throws IOException {
    Path mixed = Files.createDirectory(folder.resolve("mixed"));
    Files.copy(folder.resolve("tiny.onnx"), mixed.resolve("tiny.onnx"));
    Files.writeString(mixed.resolve("own.nacre"),
        "nacre 1\n\nmodel Own {\n  input x: f32[N, 2]\n  output y = relu(x)\n}\n");
    assertThat(shell.run("lint", "./mixed").exits(ExitCode.FINDINGS).out())
        .contains("warning [bias-before-batchnorm]", "2 files: 1 warning");
    assertThat(shell.run("fmt", "--check", "./mixed").all()).doesNotContain("onnx");
    Files.createSymbolicLink(folder.resolve("link"), mixed);
    assertThat(shell.run("lint", "./link").exits(ExitCode.FINDINGS).out()).contains("2 files: 1 warning");
  }

  @Test
  @DisplayName("a size for a symbol of the model; a symbol that it does not have is an error")
  void dims() {
    assertThat(fine("summary", "./tiny.onnx", "--dim", "batch=5")).contains("f32[5, 1, 2, 2]");
    assertThat(shell.run("summary", "./tiny.onnx", "--dim", "N=5").exits(ExitCode.FINDINGS).out())
        .contains("error [invalid-model]", "there is no symbolic dim `N`; there are batch");
  }

  @Test
  @DisplayName("operations that Nacre does not know can be linted and drawn; code is refused for all reasons at once")
  void unknown() {
    assertThat(fine("lint", "./strange.onnx")).isEqualTo(folder.resolve("strange.onnx") + ": " + """
        info [model-file]: 2 of 3 operations are not known, so no rule looks at them, nor at 1 that reads the results
          note: `com.example:Foo`: the operator is not known (strange.onnx: `first`, number 0)
          note: `ai.onnx:Gelu`: the attribute `sharpness` is not known (strange.onnx: `third`, number 2)
        1 file: 1 info
        """);
    fine("graph", "./strange.onnx", "-o", "./strange.dot");
    assertThat(shell.run("compile", "./strange.onnx", "-o", "./out").exits(ExitCode.FINDINGS).out()).isEqualTo("""
        error [unsupported-op]: `first` cannot be compiled: Nacre does not know the operation `com.example:Foo`: \
        the operator is not known
          note: in strange.onnx: `first`, number 0
        error [unsupported-op]: `third` cannot be compiled: Nacre does not know the operation `ai.onnx:Gelu`: \
        the attribute `sharpness` is not known
          note: in strange.onnx: `third`, number 2
        """);
  }

  @Test
  @DisplayName("a damaged file is an error at its name")
  void damaged() throws IOException {
    Files.write(folder.resolve("bad.onnx"), new byte[] {58, 127});
    assertThat(shell.run("summary", "./bad.onnx").exits(ExitCode.FINDINGS).out())
        .contains("bad.onnx: this is no ONNX model: byte 2: found a length of 127 bytes where 0 are left");
  }

  @Test
  @DisplayName("conformance counts verdicts for people and for programs")
  void conformance() throws IOException {
    Path cases = Files.createDirectories(folder.resolve("cases/tiny.gold"));
    Files.copy(folder.resolve("tiny.onnx"), folder.resolve("cases/tiny.onnx"));
    Files.write(cases.resolve("input_0.pb"), tensor(new byte[] {1, 1, 2, 2}, 1, 1, 1, 1));
    Files.write(cases.resolve("output_0.pb"), tensor(new byte[] {1, 1}, 10));
    for (String mode : new String[] {"reference", "unfolded", "folded", "emitted-scalar", "emitted-vector"}) {
      assertThat(fine("conformance", "./cases", "--mode", mode))
          .contains("1 cases, " + mode + ": 1 passed, 0 failed, 0 unsupported, 0 rejected");
    }
    Files.write(cases.resolve("output_0.pb"), tensor(new byte[] {1, 1}, 11));
    assertThat(shell.run("conformance", "./cases", "--format", "json").exits(ExitCode.FINDINGS).out())
        .contains("\"failed\": 1", "found 10.0, required 11.0");
    assertThat(shell.run("conformance", "./cases", "./cases", "--format", "html").exits(ExitCode.FINDINGS).out())
        .startsWith("<!DOCTYPE html>\n").contains("<caption>2 cases</caption>", "found 10.0, required 11.0");
    assertThat(shell.run("conformance", "./cases", "--mode", "magic").exits(ExitCode.USAGE).err())
        .contains("emitted-vector");
  }

  /** A tensor of floats as a file holds it: dims, the type, and packed elements. */
  private static byte[] tensor(byte[] dims, float... elements) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * dims.length + 4 + 4 * elements.length)
        .order(ByteOrder.LITTLE_ENDIAN);
    for (byte dim : dims) {
      bytes.put((byte) 8).put(dim);
    }
    bytes.put((byte) 16).put((byte) 1).put((byte) 34).put((byte) (4 * elements.length));
    for (float element : elements) {
      bytes.putFloat(element);
    }
    return bytes.array();
  }
}
