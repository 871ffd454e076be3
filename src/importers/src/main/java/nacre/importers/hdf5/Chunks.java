package nacre.importers.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.dataset.chunked.Chunk;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import nacre.importers.Expansion;
import nacre.importers.InvalidModelException;

/** Contents in pieces of equal shape, which fill the dataset's shape from its origin on. */
final class Chunks {
  private final Storage storage;
  private final ChunkIndex index;
  private final long[] shape;
  private final int[] piece;
  private final int bytes;
  private final int element;
  private final Filters filters;

  /**
   * @param shape   of the dataset
   * @param element bytes of one element
   * @param bytes   of the whole contents
   */
  Chunks(Storage storage, ObjectHeader header, long[] shape, int element, long bytes) {
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new InvalidModelException("found " + bytes + " bytes in chunks, required fewer than 2^31");
    }
    this.storage = storage;
    this.index = ChunkIndex.of(storage, header);
    this.shape = shape;
    this.piece = index.extents();
    this.bytes = (int) bytes;
    this.element = element;
    this.filters = Filters.of(header);
    boolean fits = piece.length == shape.length && shape.length > 0 && Arrays.stream(piece).allMatch(it -> it > 0);
    if (!fits) {
      throw new InvalidModelException("found chunks of " + Arrays.toString(piece) + " in the shape "
          + Arrays.toString(shape));
    }
    Structures.requireFew(count(), "chunks");
  }

  /** How many there must be, or more than are allowed. */
  private long count() {
    long count = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      count = Math.min(count * Math.ceilDiv(shape[axis], (long) piece[axis]), Integer.MAX_VALUE);
    }
    return count;
  }

  MemorySegment read() {
    if (bytes == 0) {
      return MemorySegment.NULL;
    }
    List<Chunk> chunks = index.chunks();
    if (chunks.size() != count()) {
      throw new InvalidModelException("found " + chunks.size() + " chunks, required " + count());
    }
    long stored = chunks.stream().mapToLong(Chunk::getSize).sum();
    Expansion.require(Math.min(stored, storage.size()), bytes);
    byte[] all = new byte[bytes];
    for (Chunk chunk : chunks) {
      copy(chunk, all);
    }
    return MemorySegment.ofArray(all);
  }

  /** Copies the part of a chunk that lies in the shape. */
  private void copy(Chunk chunk, byte[] all) {
    long[] origin = chunk.getChunkOffset();
    int[] extents = new int[shape.length];
    for (int axis = 0; axis < shape.length; axis++) {
      if (origin[axis] < 0 || origin[axis] >= shape[axis] || origin[axis] % piece[axis] != 0) {
        throw new InvalidModelException("found a chunk at " + Arrays.toString(origin) + " in the shape "
            + Arrays.toString(shape));
      }
      extents[axis] = (int) Math.min(piece[axis], shape[axis] - origin[axis]);
    }
    long size = Arrays.stream(piece).asLongStream().reduce(element, (a, b) -> Math.min(a * b, Integer.MAX_VALUE));
    MemorySegment stored = storage.contents(chunk.getAddress(), chunk.getSize());
    copyRows(filters.decode(stored, chunk.getFilterMask(), size), all, origin, extents);
  }

  /** A row is what lies side by side in both: elements along the last axis. */
  private void copyRows(byte[] chunk, byte[] all, long[] origin, int[] extents) {
    int last = shape.length - 1;
    int rows = 1;
    for (int axis = 0; axis < last; axis++) {
      rows *= extents[axis];
    }
    for (int row = 0; row < rows; row++) {
      long from = 0;
      long to = origin[last];
      long chunkStride = piece[last];
      long shapeStride = shape[last];
      int rest = row;
      for (int axis = last - 1; axis >= 0; axis--) {
        int at = rest % extents[axis];
        rest /= extents[axis];
        from += at * chunkStride;
        to += (origin[axis] + at) * shapeStride;
        chunkStride *= piece[axis];
        shapeStride *= shape[axis];
      }
      System.arraycopy(chunk, (int) from * element, all, (int) to * element, extents[last] * element);
    }
  }
}
