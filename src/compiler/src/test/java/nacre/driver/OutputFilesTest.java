package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nacre.kernels.weights.SafetensorsWriter;
import nacre.kernels.weights.Tensor;
import nacre.source.InputException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are there whole or not at all, and what goes wrong names the file that was asked for. */
class OutputFilesTest {
  @TempDir
  Path folder = Path.of("");

  @Test
  @DisplayName("files appear whole, and are left alone when nothing would change")
  void files() throws IOException {
    Path file = folder.resolve("a/b/Net.java");
    assertThat(OutputFiles.write(file, "text")).isTrue();
    assertThat(OutputFiles.write(file, "text")).isFalse();
    assertThat(OutputFiles.write(file, "other")).isTrue();
    assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo("other");
    Path weights = folder.resolve("w.safetensors");
    List<Tensor> tensors = List.of(Tensor.of("a", new float[] {1, 2}, 2));
    assertThat(OutputFiles.write(weights, tensors)).isTrue();
    assertThat(OutputFiles.write(weights, tensors)).isFalse();
    try (var left = Files.list(folder.resolve("a/b"))) {
      assertThat(left).containsExactly(file);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void pair(Path file, Path beside, String contents) throws IOException {
    OutputFiles.write(file, beside, (fresh, other) -> {
      Files.writeString(other, contents + " data");
      Files.writeString(fresh, contents);
    });
  }

  @Test
  @DisplayName("of two files that belong together both are replaced, or neither is")
  void pairs() throws IOException {
    Path file = folder.resolve("net.onnx");
    Path data = folder.resolve("net.onnx.data");
    pair(file, data, "old");
    pair(file, data, "new");
    assertThat(file).hasContent("new");
    assertThat(data).hasContent("new data");
    assertThatThrownBy(() -> OutputFiles.write(file, data, (_, other) -> {
      Files.writeString(other, "half");
      throw new IOException("the disk is full");
    })).isInstanceOf(IOException.class);
    assertThat(file).hasContent("new");
    assertThat(data).hasContent("new data");
    assertThat(names()).containsExactly("net.onnx", "net.onnx.data");
  }

  /** A file that becomes a folder once all has been written: it cannot take its place. */
  private static ThrowingCallable blocked(Path file, Path data) {
    return () -> OutputFiles.write(file, data, (fresh, other) -> {
      Files.writeString(fresh, "new");
      Files.writeString(other, "new data");
      Files.createDirectories(file.resolve("inside"));
    });
  }

  @Test
  @DisplayName("if the last of two cannot take its place, the first is what it was: another file, or none")
  void undone() throws IOException {
    Path file = folder.resolve("net.onnx");
    Path data = folder.resolve("net.onnx.data");
    assertThatThrownBy(blocked(file, data)).isInstanceOf(IOException.class).satisfies(this::namesPlace);
    assertThat(names()).containsExactly("net.onnx");
    Files.writeString(data, "old data");
    Path other = folder.resolve("other.onnx");
    assertThatThrownBy(blocked(other, data)).isInstanceOf(IOException.class).satisfies(this::namesPlace);
    assertThat(data).hasContent("old data");
    assertThat(names()).containsExactly("net.onnx", "net.onnx.data", "other.onnx");
  }

  private void namesPlace(Throwable thrown) {
    assertThat(Faults.message(thrown).orElseThrow()).containsPattern("^\\S+(net|other)\\.onnx: \\S")
        .doesNotContain(".new", ".old");
  }

  @Test
  @DisplayName("a folder is no file to write, and nothing in it or beside it changes")
  void folders() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Path file = folder.resolve("net.onnx");
    for (ThrowingCallable write : List.<ThrowingCallable>of(() -> OutputFiles.write(taken, "text"),
        () -> pair(taken, file, ""), () -> pair(file, taken, ""))) {
      assertThatThrownBy(write).isInstanceOf(InputException.class)
          .hasMessage(taken + ": this is a folder, required a file");
    }
    assertThat(names()).containsExactly("taken");
    assertThat(taken).isEmptyDirectory();
  }

  @Test
  @DisplayName("an error of what lies beside a file for a while names the file; one of another file keeps its name")
  void named() {
    Path file = folder.resolve("net.safetensors");
    List<Tensor> tensors = List.of(Tensor.of("a", new float[] {1}, 1));
    assertThatThrownBy(() -> OutputFiles.write(file, fresh -> {
      Files.delete(folder);
      SafetensorsWriter.write(fresh, tensors, Map.of());
    })).satisfies(thrown -> assertThat(Faults.message(thrown)).contains(file + ": its folder takes no new files"));
    assertThatThrownBy(() -> OutputFiles.write(file, _ -> {
      throw new IOException("No space left on device");
    })).satisfies(thrown -> assertThat(Faults.message(thrown)).contains(file + ": No space left on device"));
    Path source = folder.resolve("source");
    assertThatThrownBy(() -> OutputFiles.write(file, _ -> Files.readString(source)))
        .isInstanceOf(NoSuchFileException.class).hasMessage(source.toString());
  }
}
