package nacre.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import nacre.driver.Compiler;
import nacre.driver.LoadedFile;
import nacre.ir.Verifier;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A file from elsewhere may hold anything; what comes of it is a graph or a message, soon, and nothing outside its folder. */
class MalformedTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String SOUND = """
      opset 13
      in x f32[1,1,2,2]
      init w f32[1,1,2,2] 1 10 100 1000
      node Conv x w -> c kernel_shape=[2,2]
      node Relu c -> y
      out y
      """;

  @TempDir
  Path folder = Path.of("");

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("m.onnx"), bytes);
  }

  private static void read(Path file) {
    assertTimeoutPreemptively(SOON, () -> new OnnxFile(file).read(ImportOptions.none()));
  }

  private void rejects(byte[] model, String... parts) throws IOException {
    Path file = file(model);
    assertThatThrownBy(() -> read(file)).isInstanceOf(InputException.class).hasMessageContaining("m.onnx")
        .message().contains(parts);
  }

  private void rejects(String model, String... parts) throws IOException {
    rejects(ModelText.model(model), parts);
  }

  @Test
  @DisplayName("a file cut off anywhere is a graph, if what is missing was not needed, or a message")
  void truncated() throws IOException {
    byte[] whole = ModelText.model(SOUND);
    int rejected = 0;
    for (int length = 0; length < whole.length; length++) {
      rejected += survives(Arrays.copyOf(whole, length)) ? 0 : 1;
    }
    assertThat(rejected).isGreaterThan(whole.length / 2);
  }

  @Test
  @DisplayName("a file with some bytes changed is a graph or a message")
  void changed() throws IOException {
    byte[] whole = ModelText.model(SOUND);
    Random random = new Random(1);
    int rejected = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = whole.clone();
      for (int k = 0; k <= random.nextInt(3); k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      rejected += survives(bytes) ? 0 : 1;
    }
    assertThat(rejected).isBetween(1, 1999);
  }

  /** False if a message says why not. */
  private boolean survives(byte[] bytes) throws IOException {
    Path file = file(bytes);
    try {
      new OnnxFile(file).read(ImportOptions.none());
      return true;
    } catch (InputException e) {
      assertThat(e.text()).contains("m.onnx");
      return false;
    }
  }

  @Test
  @DisplayName("no nodes wait for each other")
  void cycle() throws IOException {
    rejects("""
        opset 13
        in x f32[2]
        node @first Add x b -> a
        node @second Neg a -> b
        out b
        """, "node 0 `first` (Add)", "depends on its own result");
  }

  @Test
  @DisplayName("a name is given once")
  void names() throws IOException {
    rejects("opset 13\nin x f32[2]\nnode Neg x -> y\nnode Exp x -> y\nout y\n", "node 1",
        "two values have the name `y`");
    rejects("opset 13\nin x f32[2]\nin x f32[2]\nnode Neg x -> y\nout y\n", "two inputs have the name `x`");
    rejects("opset 13\nin x f32[2]\nnode Neg x -> y\nout y\nout y\n", "two outputs have the name `y`");
  }

  @Test
  @DisplayName("what nothing makes is not read")
  void missing() throws IOException {
    rejects("opset 13\nin x f32[2]\nnode @n Neg z -> y\nout y\n", "node 0 `n` (Neg)",
        "`z`, which nothing before it makes");
    rejects("opset 13\nin x f32[2]\nnode Neg x -> y\nout z\n", "output `z`: nothing makes it");
    rejects("in x f32[2]\nnode Neg x -> y\nout y\n", "which version of ONNX's operators");
    rejects("opset 13\nin x f32[2]\nnode Neg x\nout x\n", "node 0", "it has no result");
    rejects(new byte[0], "it has no graph");
  }

  @Test
  @DisplayName("extents are not negative, and a tensor's contents fill its shape")
  void extents() throws IOException {
    rejects("opset 13\nin x f32[-3]\nnode Neg x -> y\nout y\n", "input `x`", "extent -3");
    rejects("opset 13\ninit w f32[-1] 1\nnode Neg w -> y\nout y\n", "tensor `w`", "extent -1");
    rejects("opset 13\ninit w f32[3] 1\nnode Neg w -> y\nout y\n", "tensor `w`", "found 4 bytes, required 12");
    rejects("opset 13\ninit w f32[99999999999,99999999999] 1\nnode Neg w -> y\nout y\n", "fewer than 2^31");
    rejects("opset 13\ninit w f32[2147483639]\nnode Neg w -> y\nout y\n", "found 0 bytes, required 8589934556");
  }

  @Test
  @DisplayName("an attribute is of the kind that the operator asks for, and a layer fits its input")
  void kinds() throws IOException {
    rejects("opset 13\nin x f32[2]\nnode Concat x x -> y axis=\"zero\"\nout y\n", "`axis` is of the kind STRING");
    rejects(SOUND.replace("kernel_shape=[2,2]", "kernel_shape=[3,3]"), "`kernel_shape` is [3, 3]");
    rejects(SOUND.replace("x f32[1,1,2,2]", "x f32[1,5,2,2]"), "node 0", "found 5 channels");
    rejects("opset 13\nin x f32[2]\nnode Flatten x -> y axis=7\nout y\n", "axis 7 for rank 1");
  }

  @Test
  @DisplayName("messages that lie inside one another without end are cut")
  void depth() throws IOException {
    Bytes graph = new Bytes().text(2, "inmost");
    for (int i = 0; i < 2000; i++) {
      graph = new Bytes().message(1, new Bytes().text(4, "If")
          .message(5, new Bytes().text(1, "then_branch").message(6, graph)));
    }
    rejects(new Bytes().message(7, graph).toArray(), "more than 64 deep");
  }

  @Test
  @DisplayName("a length beyond the file is not believed")
  void lengths() throws IOException {
    rejects(new Bytes().head(7, Integer.MAX_VALUE).toArray(), "found a length of 2147483647 bytes where 0 are left");
    rejects(new Bytes().head(7, -1).toArray(), "where 0 are left");
  }

  private static byte[] external(String... entries) {
    Bytes tensor = new Bytes().number(1, 2).number(2, 1).text(8, "w").number(14, 1);
    for (int i = 0; i < entries.length; i += 2) {
      tensor.message(13, new Bytes().text(1, entries[i]).text(2, entries[i + 1]));
    }
    Bytes graph = new Bytes().message(5, tensor)
        .message(1, new Bytes().text(1, "w").text(2, "y").text(4, "Neg")).message(12, new Bytes().text(1, "y"));
    return new Bytes().message(8, new Bytes().number(2, 13)).message(7, graph).toArray();
  }

  @Test
  @DisplayName("contents beside the model lie in its folder, and no link leads there")
  void escapes() throws IOException {
    Path secret = Files.write(folder.resolve("secret.bin"), new byte[64]);
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path model = inside.resolve("m.onnx");
    Files.createSymbolicLink(inside.resolve("link.bin"), secret);
    Files.createSymbolicLink(inside.resolve("up"), folder);
    Files.write(inside.resolve("own.bin"), new byte[8]);
    for (String place : List.of("../secret.bin", secret.toString(), "link.bin", "up/secret.bin", "", ".", "none.bin",
        "a/../../secret.bin", "own.bin\0")) {
      Files.write(model, external("location", place));
      assertThatThrownBy(() -> read(model)).as(place).isInstanceOf(InputException.class)
          .hasMessageContaining("external data");
    }
    Files.write(model, external("location", "own.bin"));
    read(model);
  }

  @Test
  @DisplayName("contents beside the model are as long as they are said to be")
  void claims() throws IOException {
    Files.write(folder.resolve("own.bin"), new byte[8]);
    rejects(external("location", "own.bin", "offset", "4"), "found bytes 4 to 12 in `own.bin`, which has 8");
    rejects(external("location", "own.bin", "offset", "-1"), "`offset` is `-1`");
    rejects(external("location", "own.bin", "offset", "9223372036854775807"), "which has 8");
    rejects(external("location", "own.bin", "length", "2000000000"), "`length` is 2000000000, required 8");
  }

  @Test
  @DisplayName("a loop that turns a billion times is not written out")
  void turns() throws IOException {
    Path file = file(ModelText.model("""
        opset 13
        in x f32[1]
        init turns i64[] 1000000000
        graph body:
        in turn i64[]
        in cond bool[]
        in state f32[1]
        node Identity cond -> on
        node Identity state -> same
        out on
        out same
        end
        node Loop turns - x -> y body={body:}
        out y
        """));
    assertTimeoutPreemptively(SOON, () -> assertThat(new OnnxFile(file).read(ImportOptions.none()).unsupported())
        .singleElement().extracting(Unsupported::reason).asString().contains("turns more than"));
  }

  @Test
  @DisplayName("bodies have the results that loops need, and nothing is taken out of nothing")
  void bodies() throws IOException {
    String body = "graph body:\nin t i64[]\nin c bool[]\nin s f32[1]\nnode Identity c -> d\nout d\nend\n";
    rejects("opset 13\nin x f32[1]\ninit n i64[] 3\n" + body + "node Loop n - x -> y body={body:}\nout y\n", "node 0",
        "its body has 1 results, required at least 2");
    rejects("opset 13\nin x f32[1]\n" + body + "node Scan x -> y num_scan_inputs=2 body={body:}\nout y\n",
        "it has too few inputs");
    rejects("opset 13\ninit i i64[] 0\nnode SequenceEmpty -> s\nnode SequenceAt s i -> y\nout y\n", "node 1",
        "found an empty sequence");
  }

  @Test
  @DisplayName("a node whose second result is not known is not known; nothing is left of what was made for its first")
  void leftovers() throws IOException {
    OnnxModel model = new OnnxFile(file(ModelText.model("""
        opset 13
        in x f32[1,1,4]
        node MaxPool x -> y i kernel_shape=[2]
        node MaxPool x -> z j kernel_shape=[2]
        out y
        out j
        """))).read(ImportOptions.none());
    assertThat(Verifier.violations(model.model().graph())).isEmpty();
    assertThat(model.unsupported()).hasSize(1);
  }

  @Test
  @DisplayName("commands see an error of the file, and nothing is thrown")
  void facade() throws IOException {
    LoadedFile loaded = Compiler.load(file(new byte[] {1, 2, 3}), ResolveOptions.none());
    assertThat(loaded.hasErrors()).isTrue();
    assertThat(loaded.models()).isEmpty();
    assertThat(loaded.diagnostics()).singleElement()
        .satisfies(error -> assertThat(error.message()).contains("this is no ONNX model"));
    assertThat(Compiler.load(folder.resolve("none.onnx"), ResolveOptions.none()).diagnostics().getFirst().message())
        .contains("no such file");
  }

  @TestFactory
  @DisplayName("third-party files that are damaged on purpose")
  Stream<DynamicTest> corpus() throws IOException {
    Optional<Path> corpus = Corpus.folder("onnx/malformed");
    assumeTrue(corpus.isPresent(), "no corpus beside the checkout");
    List<Path> files;
    try (Stream<Path> all = Files.walk(corpus.get())) {
      files = all.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
    }
    return files.stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
      try {
        read(file);
      } catch (InputException e) {
        assertThat(e.text()).contains(file.toString());
      }
    }));
  }
}
