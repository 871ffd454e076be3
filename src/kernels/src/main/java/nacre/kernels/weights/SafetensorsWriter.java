package nacre.kernels.weights;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Writes tensors as a safetensors file: the same tensors give the same bytes, and no half-written file is left behind. */
public final class SafetensorsWriter {

  /** The data begins at a multiple of this, which the format recommends. */
  private static final int ALIGNMENT = 8;

  private static final long STRETCH = 1 << 24;

  /**
   * A tensor whose contents are made when they are written, and not kept.
   *
   * @param data as many bytes as type and shape ask for, little-endian, outermost axis first
   */
  public record Later(String name, DType dtype, List<Long> shape, Supplier<MemorySegment> data) {
    public Later {
      shape = List.copyOf(shape);
    }

    private long bytes() {
      return Math.multiplyExact(Tensor.elements(shape), (long) dtype.bytes());
    }
  }

  private SafetensorsWriter() {}

  /**
   * Writes {@code tensors} to {@code file}, larger elements first and then by name, so that each is aligned.
   *
   * @throws IOException when the file cannot be written; then it is as it was before
   */
  public static void write(Path file, Collection<Tensor> tensors, Map<String, String> metadata) throws IOException {
    writeLater(file, tensors.stream()
        .map(tensor -> new Later(tensor.name(), tensor.dtype(), tensor.shape(), tensor::data)).toList(), metadata);
  }

  /**
   * Writes tensors as {@link #write} does, with one of them in memory at a time.
   *
   * @throws IOException when the file cannot be written; then it is as it was before
   */
  public static void writeLater(Path file, Collection<Later> tensors, Map<String, String> metadata)
      throws IOException {
    List<Later> ordered = new ArrayList<>(tensors);
    ordered.sort(Comparator.comparing((Later tensor) -> -tensor.dtype().bytes()).thenComparing(Later::name));
    Path partial = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".partial");
    try {
      try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        writeFully(channel, header(ordered, new TreeMap<>(metadata)));
        for (Later tensor : ordered) {
          writeData(channel, tensor);
        }
      }
      replace(partial, file);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static void replace(Path partial, Path file) throws IOException {
    try {
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException plain) {
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static ByteBuffer header(List<Later> tensors, Map<String, String> metadata) {
    var members = new ArrayList<String>();
    if (!metadata.isEmpty()) {
      members.add("\"__metadata__\":{" + metadata.entrySet().stream()
          .map(entry -> Names.quoted(entry.getKey()) + ":" + Names.quoted(entry.getValue()))
          .collect(Collectors.joining(",")) + "}");
    }
    long at = 0;
    for (Later tensor : tensors) {
      long end = at + tensor.bytes();
      members.add("%s:{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}".formatted(Names.quoted(tensor.name()),
          tensor.dtype(), tensor.shape().toString().replace(" ", ""), at, end));
      at = end;
    }
    byte[] json = ("{" + String.join(",", members) + "}").getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer buffer = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).put(json);
    while (buffer.hasRemaining()) {
      buffer.put((byte) ' ');
    }
    return buffer.flip();
  }

  private static void writeData(FileChannel channel, Later tensor) throws IOException {
    MemorySegment data = tensor.data().get();
    long size = tensor.bytes();
    if (data.byteSize() != size) {
      throw new IllegalArgumentException(
          "tensor `" + tensor.name() + "`: found " + data.byteSize() + " bytes, required " + size);
    }
    for (long from = 0; from < size; from += STRETCH) {
      writeFully(channel, data.asSlice(from, Math.min(STRETCH, size - from)).asByteBuffer());
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
