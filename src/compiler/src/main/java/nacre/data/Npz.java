package nacre.data;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.source.InputException;

/** NumPy's archives: a zip file with one {@code NAME.npy} per array. */
public final class Npz {
  private static final int MOST_ARRAYS = 4096;
  /** How the files in an archive end. */
  public static final String ENDING = ".npy";
  /** The first moment that a zip file can tell, so that equal arrays give equal bytes. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /** What arrays there are, by name without {@code .npy} and by their headers alone. */
  public static SequencedMap<String, TensorType> types(Path file) {
    SequencedMap<String, TensorType> types = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : entries(file, zip)) {
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
          types.put(name(entry), Npy.type(file + "!" + entry.getName(), in));
        }
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return types;
  }

  /**
   * Reads every array, by name without {@code .npy}.
   *
   * @param limit the most bytes that the elements of all arrays may take together in memory, at eight an element
   */
  public static SequencedMap<String, Tensor> read(Path file, long limit) {
    SequencedMap<String, Tensor> arrays = new LinkedHashMap<>();
    long left = limit;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : entries(file, zip)) {
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
          Tensor tensor = Npy.read(file + "!" + entry.getName(), in, left);
          left -= (long) tensor.elements() * Npy.BYTES;
          arrays.put(name(entry), tensor);
        }
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return arrays;
  }

  private static List<ZipEntry> entries(Path file, ZipFile zip) {
    List<ZipEntry> entries = zip.stream().<ZipEntry>map(entry -> entry).limit(MOST_ARRAYS + 1L).toList();
    if (entries.size() > MOST_ARRAYS) {
      throw new InputException(file + ": found more than " + MOST_ARRAYS + " arrays");
    }
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : entries) {
      if (!names.add(name(entry))) {
        throw new InputException(file + ": found two arrays named `" + name(entry) + "`");
      }
    }
    return entries;
  }

  /** Writes arrays by name, in their order; the same arrays give the same bytes. */
  public static void write(Map<String, Tensor> arrays, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (var array : arrays.entrySet()) {
      ZipEntry entry = new ZipEntry(array.getKey() + ENDING);
      entry.setTimeLocal(EPOCH);
      zip.putNextEntry(entry);
      OutputStream buffered = new BufferedOutputStream(zip);
      Npy.write(array.getValue(), buffered);
      buffered.flush();
      zip.closeEntry();
    }
    zip.finish();
  }

  /**
   * An array to be written.
   *
   * @param bytes little-endian, the last axis running fastest; asked for when they are written
   */
  public record Array(String name, TensorType type, Supplier<MemorySegment> bytes) {}

  /** Writes arrays as they are, unpacked and in their order, with one in memory at a time. */
  public static void write(List<Array> arrays, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out));
    zip.setLevel(Deflater.NO_COMPRESSION);
    for (Array array : arrays) {
      ZipEntry entry = new ZipEntry(array.name() + ENDING);
      entry.setTimeLocal(EPOCH);
      zip.putNextEntry(entry);
      Npy.write(array.type(), array.bytes().get().toArray(ValueLayout.JAVA_BYTE), zip);
      zip.closeEntry();
    }
    zip.finish();
    zip.flush();
  }

  private static String name(ZipEntry entry) {
    String name = entry.getName();
    return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
  }

  private static InputException unreadable(Path file, IOException e) {
    return new InputException(file + ": this is no readable .npz archive: " + e.getMessage(), e);
  }
}
