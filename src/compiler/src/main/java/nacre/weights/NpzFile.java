package nacre.weights;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import nacre.data.Npy;
import nacre.data.Npz;
import nacre.ir.TensorType;
import nacre.kernels.weights.DType;
import nacre.source.InputException;

/**
 * A NumPy archive as a weight file: a zip file with one {@code NAME.npy} per tensor. Nothing is unpacked before the header
 * of an array, what the archive says of its length, and what its packed bytes can hold agree.
 */
final class NpzFile implements WeightFile {
  private static final int MOST_ARRAYS = 1 << 16;
  /** The most bytes that a packed byte can stand for (RFC 1951: 258 bytes in two bits), and a little more. */
  private static final long DEFLATE_RATIO = 1040;
  private static final int LONGEST_HEADER = (1 << 16) + 12;

  private final Path file;
  private final ZipFile zip;
  private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();

  private NpzFile(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /** @throws InputException if it is damaged, or an archive of something else */
  static NpzFile open(Path file) {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    NpzFile opened = new NpzFile(file, zip);
    try {
      opened.list();
      return opened;
    } catch (IOException | IllegalArgumentException e) {
      opened.close();
      throw unreadable(file, e);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static InputException unreadable(Path file, Exception e) {
    return new InputException(file + ": this archive is damaged or cut short: " + e.getMessage(), e);
  }

  private void list() throws IOException {
    List<ZipEntry> entries = zip.stream().<ZipEntry>map(entry -> entry).limit(MOST_ARRAYS + 1L).toList();
    ForeignFiles.refuse(file, entries.stream().map(ZipEntry::getName).toList());
    if (entries.isEmpty() || entries.size() > MOST_ARRAYS) {
      throw new InputException(file + ": found " + (entries.isEmpty() ? "no arrays" : "more than " + MOST_ARRAYS
          + " arrays") + ", required 1 to " + MOST_ARRAYS);
    }
    for (ZipEntry entry : entries) {
      String name = name(entry);
      if (tensors.put(name, tensor(name, entry)) != null) {
        throw new InputException(file + ": found two arrays named `" + name + "`");
      }
    }
  }

  private String name(ZipEntry entry) {
    String name = entry.getName();
    if (!name.endsWith(Npz.ENDING)) {
      throw new InputException(file + ": found `" + name + "` in the archive, required arrays, `NAME.npy`");
    }
    return name.substring(0, name.length() - Npz.ENDING.length());
  }

  private StoredTensor tensor(String name, ZipEntry entry) throws IOException {
    String place = file + "!" + entry.getName();
    TensorType type;
    try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 256)) {
      type = Npy.type(place, in);
    }
    List<Long> shape = type.dims().stream().map(dim -> dim.known().orElseThrow()).toList();
    long bytes = type.dtype().bytes() * nacre.kernels.weights.Tensor.elements(shape);
    boolean packed = entry.getMethod() != ZipEntry.STORED;
    if (entry.getSize() < bytes || entry.getSize() > bytes + LONGEST_HEADER
        || packed && entry.getSize() > entry.getCompressedSize() * DEFLATE_RATIO) {
      throw new InputException(place + ": found " + entry.getSize() + " bytes, packed in " + entry.getCompressedSize()
          + ", for the " + bytes + " of " + type + "; the archive is damaged");
    }
    return new StoredTensor(name, DType.valueOf(type.dtype().name()), shape, () -> contents(place, entry));
  }

  /** Not what was damaged on its way: the archive has a checksum of every array. */
  private MemorySegment contents(String place, ZipEntry entry) {
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
      byte[] contents = Npy.bytes(place, new BufferedInputStream(in));
      if (sum.getValue() != entry.getCrc()) {
        throw new InputException(
            place + ": the contents do not have the checksum that the archive says; it is damaged");
      }
      return MemorySegment.ofArray(contents);
    } catch (ZipException e) {
      throw new InputException(place + ": the contents are damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new InputException(place + ": cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String origin() {
    return file.toString();
  }

  @Override
  public SequencedMap<String, StoredTensor> tensors() {
    return Collections.unmodifiableSequencedMap(tensors);
  }

  @Override
  public void write(Path to, Collection<StoredTensor> contents) throws IOException {
    Path partial = Files.createTempFile(to.toAbsolutePath().getParent(), to.getFileName() + ".", ".partial");
    try {
      try (OutputStream out = Files.newOutputStream(partial)) {
        Npz.write(contents.stream().map(NpzFile::array).toList(), out);
      }
      Files.move(partial, to, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static Npz.Array array(StoredTensor tensor) {
    long[] shape = tensor.shape().stream().mapToLong(extent -> extent).toArray();
    return new Npz.Array(tensor.name(), TensorType.of(nacre.ir.DType.valueOf(tensor.dtype().name()), shape),
        tensor.bytes());
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }
}
