package nacre.kernels.weights;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Named tensors in the safetensors format: eight bytes with the length of the header, a JSON header, the data.
 *
 * <p>A file is mapped, not read, and fully checked first: the header against the file's length, each tensor's bytes against
 * its type and shape, and that the tensors cover the data without gap or overlap, as the format demands.
 */
public final class Safetensors implements AutoCloseable {

  /** The longest header that is read: some 200,000 tensors. The format itself would allow 100 MB. */
  private static final long LONGEST_HEADER = 1 << 24;

  private static final int HIGHEST_RANK = 64;

  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final String origin;
  private final Map<String, Tensor> tensors;
  private final Map<String, String> metadata;
  private final Optional<Arena> mapping;

  private Safetensors(String origin, Map<String, Tensor> tensors, Map<String, String> metadata,
      Optional<Arena> mapping) {
    this.origin = origin;
    this.tensors = Collections.unmodifiableMap(tensors);
    this.metadata = Map.copyOf(metadata);
    this.mapping = mapping;
  }

  /**
   * Maps a file. The tensors are readable until {@link #close}.
   *
   * @throws WeightsException when the file cannot be read or is not a sound safetensors file
   */
  public static Safetensors map(Path file) {
    if (Files.isDirectory(file)) {
      throw new WeightsException(file + ": this is a folder, required a file");
    }
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file)) {
      MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      return parse(file.toString(), bytes, Optional.of(arena));
    } catch (NoSuchFileException missing) {
      arena.close();
      throw new WeightsException(file + ": no such file", missing);
    } catch (IOException unreadable) {
      arena.close();
      throw new WeightsException(file + ": " + unreadable.getMessage(), unreadable);
    } catch (RuntimeException broken) {
      arena.close();
      throw broken;
    }
  }

  /** In a module, resources of a package are its own unless it is open. */
  private static String closed(Class<?> beside) {
    Module module = beside.getModule();
    boolean readable = module.isOpen(beside.getPackageName(), Safetensors.class.getModule());
    return readable
        ? ""
        : " that can be read from here; `opens " + beside.getPackageName() + ";` in the module-info of `"
            + module.getName()
            + "` lets weights be read";
  }

  /**
   * Reads a resource beside a class.
   *
   * @throws WeightsException when there is none, or it is not sound
   */
  public static Safetensors resource(Class<?> beside, String name) {
    try (InputStream stream = beside.getResourceAsStream(name)) {
      if (stream == null) {
        throw new WeightsException("no resource `" + name + "` beside " + beside.getName() + closed(beside));
      }
      return parse(name, MemorySegment.ofArray(stream.readAllBytes()), Optional.empty());
    } catch (IOException unreadable) {
      throw new WeightsException("resource `" + name + "`: " + unreadable.getMessage(), unreadable);
    }
  }

  /** Reads a file that is already in memory; {@code origin} is how messages call it. */
  public static Safetensors parse(String origin, byte[] bytes) {
    return parse(origin, MemorySegment.ofArray(bytes), Optional.empty());
  }

  /** Tensors that are in no file; {@code origin} is how messages call them. */
  public static Safetensors of(String origin, Collection<Tensor> tensors) {
    var byName = new LinkedHashMap<String, Tensor>();
    for (Tensor tensor : tensors) {
      if (byName.put(tensor.name(), tensor) != null) {
        throw new WeightsException(origin + ": two tensors are named `" + Names.visible(tensor.name()) + "`");
      }
    }
    return new Safetensors(origin, byName, Map.of(), Optional.empty());
  }

  private static Safetensors parse(String origin, MemorySegment bytes, Optional<Arena> mapping) {
    try {
      long length = headerLength(bytes);
      byte[] header = bytes.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE);
      HeaderReader read = HeaderReader.read(new String(header, StandardCharsets.ISO_8859_1));
      Map<String, Tensor> tensors = tensors(read.entries(), bytes.asSlice(8 + length));
      return new Safetensors(origin, tensors, read.metadata(), mapping);
    } catch (WeightsException broken) {
      throw new WeightsException(origin + ": " + broken.getMessage(), broken);
    }
  }

  private static long headerLength(MemorySegment bytes) {
    if (bytes.byteSize() < 8) {
      throw new WeightsException("found " + bytes.byteSize() + " bytes, a safetensors file begins with 8 for a length");
    }
    long length = bytes.get(LENGTH, 0);
    if (length < 0 || length > bytes.byteSize() - 8) {
      throw new WeightsException("byte 0: the header should take " + Long.toUnsignedString(length) + " bytes, but "
          + (bytes.byteSize() - 8) + " follow; this is no safetensors file, or a truncated one");
    }
    if (length > LONGEST_HEADER) {
      throw new WeightsException("byte 0: a header of " + length + " bytes is longer than the " + LONGEST_HEADER
          + " that are read");
    }
    return length;
  }

  private static Map<String, Tensor> tensors(Map<String, HeaderReader.Entry> entries, MemorySegment data) {
    var tensors = new LinkedHashMap<String, Tensor>();
    entries.forEach((name, entry) -> tensors.put(name, tensor(name, entry, data)));
    requireCover(entries, data.byteSize());
    return tensors;
  }

  private static Tensor tensor(String name, HeaderReader.Entry entry, MemorySegment data) {
    String shown = "tensor `" + Names.visible(name) + "`";
    DType dtype = DType.named(entry.dtype()).orElseThrow(
        () -> new WeightsException(shown + ": unknown dtype `" + Names.visible(entry.dtype()) + "`"));
    if (entry.offsets().size() != 2) {
      throw new WeightsException(shown + ": found " + entry.offsets().size() + " data_offsets, required 2");
    }
    long from = entry.offsets().getFirst();
    long to = entry.offsets().getLast();
    if (from > to || to > data.byteSize()) {
      throw new WeightsException(
          shown + ": data_offsets " + entry.offsets() + " are not within the " + data.byteSize() + " bytes of data");
    }
    if (entry.shape().size() > HIGHEST_RANK) {
      throw new WeightsException(shown + ": found " + entry.shape().size() + " dimensions, at most " + HIGHEST_RANK);
    }
    try {
      return new Tensor(name, dtype, entry.shape(), data.asSlice(from, to - from));
    } catch (ArithmeticException overflow) {
      throw new WeightsException(shown + ": shape " + entry.shape() + " has too many elements", overflow);
    }
  }

  private static void requireCover(Map<String, HeaderReader.Entry> entries, long size) {
    var byOffset = new ArrayList<>(entries.entrySet());
    byOffset.sort(Comparator.comparing((Map.Entry<String, HeaderReader.Entry> e) -> e.getValue().offsets().getFirst())
        .thenComparing(e -> e.getValue().offsets().getLast()));
    long end = 0;
    for (Map.Entry<String, HeaderReader.Entry> entry : byOffset) {
      long from = entry.getValue().offsets().getFirst();
      if (from != end) {
        throw new WeightsException("tensor `" + Names.visible(entry.getKey()) + "` begins at byte " + from
            + " of the data, and the one before ends at " + end + "; tensors must neither overlap nor leave gaps");
      }
      end = entry.getValue().offsets().getLast();
    }
    if (end != size) {
      throw new WeightsException("the tensors take " + end + " bytes, found " + size + " bytes of data");
    }
  }

  /** How messages call this file. */
  public String origin() {
    return origin;
  }

  /** All tensors by name, in the order of the header. */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /** The tensor of this name. */
  public Optional<Tensor> tensor(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /** Free text by key. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** All tensors, ordered by name. */
  List<Tensor> sorted() {
    return tensors.values().stream().sorted(Comparator.comparing(Tensor::name)).toList();
  }

  /** A fingerprint of all names, types, shapes and elements, whatever their order in the file: 64 hexadecimal digits. */
  public String hash() {
    return ContentHash.of(sorted());
  }

  /** Lets go of a mapped file; its tensors are no longer readable. */
  @Override
  public void close() {
    mapping.ifPresent(arena -> {
      if (arena.scope().isAlive()) {
        arena.close();
      }
    });
  }
}
