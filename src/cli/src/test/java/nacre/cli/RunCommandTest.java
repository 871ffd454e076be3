package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nacre.data.Npy;
import nacre.data.Npz;
import nacre.ir.DType;
import nacre.ir.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code nacre run} on pictures and arrays. */
class RunCommandTest {
  private static final String SUM = """
      nacre 1

      model Sum {
        input a: f32[N, 3]
        input b: f32[N, 3]
        output total = a + b
        output twice = a + a
      }
      """;

  @TempDir
  Path folder;
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void files() throws IOException {
    shell = new Shell(folder);
    shell.file("sum.nacre", SUM);
    array("a.npy", DType.F32, new int[] {2, 3}, 1, 2, 3, 4, 5, 6);
    array("b.npy", DType.F64, new int[] {2, 3}, 10, 20, 30, 40, 50, 60);
    array("row.npy", DType.F32, new int[] {3}, 7, 8, 9);
    array("wide.npy", DType.F32, new int[] {2, 4}, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  private Path array(String name, DType dtype, int[] shape, double... contents) throws IOException {
    Path file = folder.resolve(name);
    try (var out = Files.newOutputStream(file)) {
      Npy.write(Tensor.ofReals(dtype, shape, contents), out);
    }
    return file;
  }

  @Test
  @DisplayName("weights of a NumPy archive are bound by the text or from outside, and lint takes them for one model alone")
  void archivedWeights() throws IOException {
    String text = "nacre 1\nmodel Net {\n  input x: f32[N, 3]\n  output y = x -> dense(1)\n}\n";
    shell.file("bare.nacre", text);
    shell.file("bound.nacre", text.replace("(1)\n", "(1)\n  weights \"w.npz\" { \"dense\" = \"fc\" }\n"));
    archive("w.npz", Map.of("fc.weight", Tensor.ofReals(DType.F64, new int[] {1, 3}, new double[] {1, 10, 100}),
        "fc.bias", Tensor.ofReals(DType.F64, new int[] {1}, new double[] {0.5})));
    archive("plain.npz", Map.of("dense/kernel:0", Tensor.ofReals(DType.F64, new int[] {3, 1}, new double[] {2, 3, 4}),
        "dense/bias:0", Tensor.ofReals(DType.F64, new int[] {1}, new double[] {0})));
    assertThat(shell.run("run", "./bound.nacre", "--input", "x=" + folder.resolve("a.npy")).exits(ExitCode.FINE).all())
        .contains("[321.500, 654.500]", "weights from " + folder.resolve("w.npz"));
    assertThat(shell.run("run", "./bare.nacre", "--weights", "./plain.npz", "--input",
        "x=" + folder.resolve("a.npy")).exits(ExitCode.FINE).all()).contains("20.0000", "47.0000");
    assertThat(shell.run("run", "./bare.nacre", "--weights", "./w.npz", "--random", "1").exits(ExitCode.FINDINGS).all())
        .contains("bare.nacre:2:7: error [weights-mismatch]", "missing: dense.weight", "unused: fc.bias");
    assertThat(shell.misuses("lint", "./bare.nacre", "./bound.nacre", "--weights", "./w.npz").err())
        .contains("--weights is for one model, found 2");
  }

  private void archive(String name, Map<String, Tensor> arrays) throws IOException {
    try (var out = Files.newOutputStream(folder.resolve(name))) {
      Npz.write(arrays, out);
    }
  }

  @Test
  @DisplayName("`top` shows the best classes by their numbers where there are no labels; --seed draws other parameters")
  void topWithoutLabels() {
    shell.file("top.nacre", "nacre 1\nmodel Top {\n  input x: f32[N, 4]\n  output y = x -> dense(3) { top = 2 }\n}\n");
    String first = shell.run("run", "./top.nacre", "--random", "1").exits(0).out();
    assertThat(first.lines().limit(3)).element(0).isEqualTo("y:");
    assertThat(first.lines().filter(line -> line.matches(" +-?\\d+\\.\\d+  class [012]"))).hasSize(2);
    assertThat(shell.run("run", "./top.nacre", "--random", "1", "--seed", "2").exits(0).out()).isNotEqualTo(first)
        .contains("drawn from seed 2");
  }

  @Test
  @DisplayName("a long list of folds ends with how many more there are")
  void manyFolds() {
    shell.file("deep.nacre", "nacre 1\nmodel Deep {\n  input x: f32[N, 4]\n  repeat 14 as turn {\n"
        + "    x = x -> dense(4, bias=false) -> batch_norm -> relu\n  }\n  output y = x\n}\n");
    assertThat(shell.run("run", "./deep.nacre", "--random", "1").exits(0).out()).contains("14 of 14 batch norms folded",
        "turn11.dense (", "\n  ... and 2 more; `nacre compile --remarks` says all\n").doesNotContain("turn12.dense (");
  }

  @TestFactory
  @DisplayName("every sample is read as the digit that it is named for, whatever its size, depth and polarity")
  Stream<DynamicTest> samples() throws IOException {
    Path samples = Path.of(Shell.example("digits/samples"));
    try (Stream<Path> files = Files.list(samples)) {
      List<Path> all = files.sorted().toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(10);
      return all.stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
        Shell.Said said = shell.run("run", Shell.example("digits/digits.nacre"), "--input", file.toString()).exits(0);
        String best = said.out().lines().skip(1).findFirst().orElseThrow();
        assertThat(best).matches(" +\\d+\\.\\d+ %  " + file.getFileName().toString().charAt(0));
        assertThat(said.out()).contains("4 of 4 batch norms folded", "digits.safetensors");
        assertThat(said.out().lines()).hasSizeLessThan(24);
      }));
    }
  }

  @Test
  @DisplayName("inputs by name or from one archive give the same; outputs are written as arrays that can be read again")
  void arrays() throws IOException {
    shell
        .run("run", "./sum.nacre", "--input", "a=./a.npy", "--input", "b=./b.npy", "--output",
            "total=./new folder/t.npy")
        .exits(0);
    try (InputStream in = Files.newInputStream(folder.resolve("new folder/t.npy"))) {
      assertThat(Npy.read("t.npy", in, 1000).toReals()).containsExactly(11, 22, 33, 44, 55, 66);
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("both.npz")))) {
      for (String name : List.of("a", "b")) {
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(Files.readAllBytes(folder.resolve(name + ".npy")));
      }
    }
    assertThat(shell.run("run", "./sum.nacre", "--input", "./both.npz").exits(0).out())
        .contains("total: f32[2, 3] [11.0000, 22.0000, 33.0000, 44.0000, 55.0000, 66.0000]");
  }

  @Test
  @DisplayName("an array without the batch axis is a batch of one, and missing inputs are drawn to suit those given")
  void fitting() {
    assertThat(shell.run("run", "./sum.nacre", "--input", "a=./row.npy", "--input", "b=./row.npy").exits(0).out())
        .contains("total: f32[1, 3] [14.0000, 16.0000, 18.0000]");
    String once = shell.run("run", "./sum.nacre", "--input", "a=./a.npy", "--random", "4").exits(0).out();
    assertThat(once).contains("twice: f32[2, 3] [2.00000, 4.00000");
    assertThat(shell.run("run", "./sum.nacre", "--input", "a=./a.npy", "--random", "4").out()).isEqualTo(once);
    assertThat(shell.run("run", "./sum.nacre", "--input", "a=./a.npy", "--random", "5").out()).isNotEqualTo(once);
  }

  @Test
  @DisplayName("inputs that do not fit are named with what was found and what is required; no output is written")
  void unfit() {
    assertThat(refused("--input", "a=./wide.npy", "--random", "1")).contains("found f32[2, 4], required f32[N, 3]");
    assertThat(refused("--input", "a=./a.npy")).contains("no file for input `b`, f32[N, 3]", "--random");
    assertThat(refused("--input", "./a.npy")).contains("the inputs a, b", "NAME=FILE");
    assertThat(refused("--input", "c=./a.npy")).contains("no input `c`");
    assertThat(refused("--input", "a=./none.npy")).contains("none.npy: no such file");
    assertThat(refused("--input", "a=./")).contains("a folder");
    assertThat(refused("--input", "a=./a.npy", "--input", "a=./a.npy")).contains("given twice");
    assertThat(refused("--input", "a=./a.npy", "--input", "b=./row.npy")).contains("required f32[N, 3] with N = 2");
    assertThat(refused("--input", "a=" + Shell.example("digits/samples/7-a.png")))
        .contains("does not say how a picture");
    assertThat(folder.resolve("t.npy")).doesNotExist();
  }

  private String refused(String... arguments) {
    String[] all = Stream.concat(Stream.of("run", "./sum.nacre", "--output", "total=./t.npy"), Stream.of(arguments))
        .toArray(String[]::new);
    return shell.refuses(all).all();
  }

  @Test
  @DisplayName("outputs must be named where there are several, be .npy or .npz, and lie in files of their own")
  void outputs() {
    assertThat(shell.misuses("run", "./sum.nacre", "--random", "1", "--output", "./t.npy").all())
        .contains("total, twice");
    assertThat(shell.misuses("run", "./sum.nacre", "--random", "1", "--output", "totl=./t.npy").all())
        .contains("did you mean `total`?");
    assertThat(shell.misuses("run", "./sum.nacre", "--random", "1", "--output", "total=./t.csv").all())
        .contains(".npy or .npz");
    assertThat(shell.misuses("run", "./sum.nacre", "--random", "1", "--output", "total=./t.npy", "--output",
        "twice=./t.npy").all()).contains("holds the output `total` already; several go into one .npz");
    assertThat(shell.misuses("run", "./sum.nacre", "--random", "1", "--output", "total=./t.npz", "--output",
        "./t.npz").all()).contains("holds the output `total` already");
  }

  @Test
  @DisplayName("an archive holds all outputs, or those that are said to go there, and the same bytes each time")
  void archives() throws IOException {
    shell.run("run", "./sum.nacre", "--input", "a=./a.npy", "--input", "b=./b.npy", "--output", "./all.npz", "--output",
        "twice=./one.npz").exits(0);
    byte[] once = Files.readAllBytes(folder.resolve("all.npz"));
    assertThat(Npz.read(folder.resolve("all.npz"), 1000).keySet()).containsExactly("total", "twice");
    assertThat(Npz.read(folder.resolve("one.npz"), 1000).get("twice").toReals()).containsExactly(2, 4, 6, 8, 10, 12);
    shell.run("run", "./sum.nacre", "--input", "a=./a.npy", "--input", "b=./b.npy", "--output", "./all.npz").exits(0);
    assertThat(folder.resolve("all.npz")).hasBinaryContent(once);
  }

  @Test
  @DisplayName("arrays that disagree on the batch are refused by their headers, before any element is read")
  void headersFirst() throws IOException {
    byte[] promised = Files.readAllBytes(folder.resolve("a.npy"));
    String header = new String(promised, StandardCharsets.ISO_8859_1);
    Files.writeString(folder.resolve("many.npy"), header.substring(0, 128).replace("(2, 3,), ", "(90000,3)"),
        StandardCharsets.ISO_8859_1);
    assertThat(shell.refuses("run", "./sum.nacre", "--input", "a=./many.npy", "--input", "b=./row.npy").all())
        .contains("input `b`: found f32[3], required f32[N, 3] with N = 90000");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("both.npz")))) {
      for (String name : List.of("many", "row")) {
        zip.putNextEntry(new ZipEntry((name.equals("many") ? "a" : "b") + ".npy"));
        zip.write(Files.readAllBytes(folder.resolve(name + ".npy")));
      }
    }
    assertThat(shell.refuses("run", "./sum.nacre", "--input", "./both.npz").all()).contains("with N = 90000");
  }

  @Test
  @DisplayName("whole numbers that the input cannot hold are refused, not cut")
  void narrowing() throws IOException {
    shell.file("int.nacre", "nacre 1\n\nmodel I {\n  input x: i32[N, 2]\n  output y = x\n}\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(Tensor.ofIntegers(DType.I64, new int[] {1, 2}, new long[] {5, 1L << 40}), out);
    Files.write(folder.resolve("long.npy"), out.toByteArray());
    assertThat(shell.refuses("run", "./int.nacre", "--input", "./long.npy").all())
        .contains("found the element 1099511627776");
    assertThat(shell.refuses("run", "./int.nacre", "--input", "./row.npy").all()).contains("found f32[3]");
  }

  @Test
  @DisplayName("whole numbers that 32 bits cannot hold are the fault of the input, whether handed in or computed")
  void wholeNumbers() throws IOException {
    shell.file("long.nacre", "nacre 1\n\nmodel L {\n  input x: i64[N, 2]\n  output y = x + x\n}\n");
    for (long element : new long[] {1L << 40, 1L << 30}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Npy.write(Tensor.ofIntegers(DType.I64, new int[] {1, 2}, new long[] {5, element}), out);
      Files.write(folder.resolve("long.npy"), out.toByteArray());
      assertThat(shell.refuses("run", "./long.nacre", "--input", "./long.npy").err()).contains("32 bits");
    }
  }
}
