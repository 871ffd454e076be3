package nacre.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights stay in their files: a model of a gigabyte is imported with a heap that could not hold it. */
class LargeModelTest {
  private static final long GIGABYTE = 1L << 30;

  @TempDir
  Path folder = Path.of("");

  private static Bytes weight() {
    return new Bytes().number(1, 16384).number(1, 16384).number(2, 1).text(8, "w");
  }

  private static Bytes rest() {
    Bytes shape = new Bytes().message(1, new Bytes().text(2, "N")).message(1, new Bytes().number(1, 16384));
    Bytes type = new Bytes().message(1, new Bytes().number(1, 1).message(2, shape));
    return new Bytes().message(11, new Bytes().text(1, "x").message(2, type)).message(12, new Bytes().text(1, "y"))
        .message(1, new Bytes().text(1, "x").text(1, "w").text(2, "y").text(4, "MatMul"));
  }

  private static void write(Path file, byte[] head, long length) throws IOException {
    Files.write(file, head);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(length);
    }
  }

  /** What a virtual machine with so much heap says of the model. */
  private String imported(Path model, String heap) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), heap,
        "-cp", System.getProperty("java.class.path"), "nacre.onnx.LargeModelTest$Main", model.toString())
        .redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  /** Imports a model and says what its parameters are. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      OnnxModel model = new OnnxFile(Path.of(arguments[0])).read(ImportOptions.none());
      System.out
          .println(model.model().graph().params().stream().map(param -> param.path() + " " + param.type()).toList()
              + " " + model.model().graph().nodes().getLast().type());
    }
  }

  @Test
  @DisplayName("a gigabyte beside the model, with half of that as heap")
  void external() throws IOException, InterruptedException {
    Bytes tensor = weight().number(14, 1).message(13, new Bytes().text(1, "location").text(2, "w.bin"));
    Bytes graph = new Bytes().message(5, tensor);
    byte[] model = new Bytes().message(8, new Bytes().number(2, 13)).bytes(7, joined(graph, rest())).toArray();
    write(folder.resolve("w.bin"), new byte[0], GIGABYTE);
    Files.write(folder.resolve("m.onnx"), model);
    assertThat(imported(folder.resolve("m.onnx"), "-Xmx512m").lines().toList())
        .isEqualTo(List.of("[matmul.weight f32[16384, 16384]] f32[N, 16384]"));
  }

  @Test
  @DisplayName("a gigabyte within the model, with half of that as heap")
  void inline() throws IOException, InterruptedException {
    Bytes tensorHead = weight().head(9, GIGABYTE);
    long tensorLength = tensorHead.toArray().length + GIGABYTE;
    Bytes graphHead = rest().head(5, tensorLength);
    long graphLength = graphHead.toArray().length + tensorLength;
    Bytes modelHead = new Bytes().message(8, new Bytes().number(2, 13)).head(7, graphLength);
    long length = modelHead.toArray().length + graphLength;
    byte[] head = joined(new Bytes(), modelHead);
    write(folder.resolve("m.onnx"), joined(head, graphHead.toArray(), tensorHead.toArray()), length);
    assertThat(imported(folder.resolve("m.onnx"), "-Xmx512m").lines().toList())
        .isEqualTo(List.of("[matmul.weight f32[16384, 16384]] f32[N, 16384]"));
  }

  private static byte[] joined(Bytes a, Bytes b) {
    return joined(a.toArray(), b.toArray());
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
