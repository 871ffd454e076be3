package nacre.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import nacre.source.InputException;

/** Opens weight files by what is in them, whatever their names. */
public final class WeightFiles {
  static final int START = 16;
  private static final int ZIP = 0x504B0304;
  /** The end of an archive without any file. */
  private static final int EMPTY_ZIP = 0x504B0506;
  private static final List<WeightFileReader> READERS =
      ServiceLoader.load(WeightFileReader.class, WeightFileReader.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get).toList();

  private WeightFiles() {}

  /**
   * Opens a file in the safetensors format, a NumPy archive, or a file that a service reads.
   *
   * @throws InputException if it is none of these or damaged; it says what to do
   */
  public static WeightFile open(Path file) {
    ByteBuffer start = start(file);
    for (WeightFileReader reader : READERS) {
      if (reader.reads(file, start.duplicate())) {
        return reader.open(file);
      }
    }
    int first = start.remaining() < Integer.BYTES ? 0 : start.getInt(0);
    if (first == ZIP || first == EMPTY_ZIP) {
      return NpzFile.open(file);
    }
    ForeignFiles.refuse(file, start);
    return SafetensorsFile.open(file);
  }

  /** Nothing where nothing can be read, which is for the reader to tell. */
  private static ByteBuffer start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return ByteBuffer.wrap(in.readNBytes(START)).asReadOnlyBuffer();
    } catch (IOException e) {
      return ByteBuffer.allocate(0);
    }
  }
}
