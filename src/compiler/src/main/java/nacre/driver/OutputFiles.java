package nacre.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

  /** Writes two files that belong together, the one that others are named in last. */
  public static void write(Path file, Path beside, PairWriter writer) throws IOException {
    replace(file, fresh -> replace(beside, other -> writer.write(fresh, other)));
  }

  private static boolean replace(Path file, Writer writer) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.resolveSibling(""));
    Path fresh = absolute.resolveSibling(absolute.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      writer.write(fresh);
      if (Files.exists(absolute) && Files.mismatch(fresh, absolute) < 0) {
        return false;
      }
      move(fresh, absolute);
      return true;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
