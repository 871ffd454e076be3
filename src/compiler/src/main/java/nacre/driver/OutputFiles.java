package nacre.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import nacre.kernels.weights.SafetensorsWriter;
import nacre.kernels.weights.Tensor;

/** Writes files whole or not at all, and leaves those alone that would not change, so that builds do not start anew. */
public final class OutputFiles {
  /** Writes the contents of a file that does not exist yet. */
  @FunctionalInterface
  public interface Writer {
    void write(Path fresh) throws IOException;
  }

  /** Writes a file that does not exist yet, and another that belongs to it. */
  @FunctionalInterface
  public interface PairWriter {
    void write(Path fresh, Path beside) throws IOException;
  }

  private OutputFiles() {}

  /**
   * Writes a text in UTF-8, with the folders above it.
   *
   * @return whether the file changed
   */
  public static boolean write(Path file, String text) throws IOException {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes bytes, with the folders above the file.
   *
   * @return whether the file changed
   */
  public static boolean write(Path file, byte[] contents) throws IOException {
    return replace(file, fresh -> Files.write(fresh, contents));
  }

  /**
   * Writes tensors, with the folders above the file.
   *
   * @return whether the file changed
   */
  public static boolean write(Path file, List<Tensor> tensors) throws IOException {
    return replace(file, fresh -> SafetensorsWriter.write(fresh, tensors, Map.of()));
  }

  /**
   * Writes what a writer makes, with the folders above the file.
   *
   * @return whether the file changed
   */
  public static boolean write(Path file, Writer writer) throws IOException {
    return replace(file, writer);
  }

  /**
   * Writes two files that belong together, the one that others are named in last. Neither is touched before both are written;
   * if the last one cannot take its place, the other is what it was. Who ends the process between the two leaves what was at
   * {@code beside} next to it, under a name that ends in {@code .old}.
   */
  public static void write(Path file, Path beside, PairWriter writer) throws IOException {
    try (FreshFile last = FreshFile.at(file); FreshFile first = FreshFile.at(beside)) {
      last.naming(() -> first.naming(() -> writer.write(last.path(), first.path())));
      try {
        first.settleForNow();
        last.settle();
      } catch (IOException e) {
        undo(first, e);
        throw e;
      }
      first.forget();
    }
  }

  private static void undo(FreshFile file, IOException cause) {
    try {
      file.undo();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static boolean replace(Path file, Writer writer) throws IOException {
    try (FreshFile fresh = FreshFile.at(file)) {
      fresh.naming(() -> writer.write(fresh.path()));
      return fresh.settle();
    }
  }
}
