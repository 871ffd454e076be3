package nacre.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import nacre.ir.Tensor;
import nacre.source.InputException;

/** NumPy's archives: a zip file with one {@code NAME.npy} per array. */
public final class Npz {
  private static final int MOST_ARRAYS = 4096;

  private Npz() {}

  /**
   * Reads every array, by name without {@code .npy}.
   *
   * @param limit the most bytes that the elements of all arrays may take together in memory, at eight an element
   */
  public static SequencedMap<String, Tensor> read(Path file, long limit) {
    SequencedMap<String, Tensor> arrays = new LinkedHashMap<>();
    long left = limit;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (arrays.size() == MOST_ARRAYS) {
          throw new InputException(file + ": found more than " + MOST_ARRAYS + " arrays");
        }
        String name = entry.getName().replaceFirst("\\.npy$", "");
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
          Tensor tensor = Npy.read(file + "!" + entry.getName(), in, left);
          left -= (long) tensor.elements() * Npy.BYTES;
          arrays.put(name, tensor);
        }
      }
    } catch (IOException e) {
      throw new InputException(file + ": this is no readable .npz archive: " + e.getMessage(), e);
    }
    return arrays;
  }
}
