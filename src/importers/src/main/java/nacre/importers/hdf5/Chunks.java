package nacre.importers.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.api.Group;
import io.jhdf.dataset.NoParent;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.object.message.DataSpaceMessage;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import nacre.importers.InvalidModelException;

/** Contents in pieces of equal shape, which fill the dataset's shape from its origin on. */
final class Chunks {
  /** Index of chunks: an entry for each, in the order of the pieces. */
  private static final int SINGLE = 1;
  private static final int IMPLICIT = 2;
  private static final int FIXED_ARRAY = 3;

  private final Storage storage;
  private final ObjectHeader header;
  private final long[] shape;
  private final int[] piece;
  private final int bytes;
  private final int element;
  private final Filters filters;

  /** @param bytes of the whole contents */
  Chunks(Storage storage, ObjectHeader header, long bytes) {
    this.storage = storage;
    this.header = header;
    this.shape = header.getMessageOfType(DataSpaceMessage.class).getDataSpace().getDimensionsAsLong();
    this.piece = header.getMessageOfType(DataLayoutMessage.class) instanceof ChunkedDataLayoutMessageV4
        ? new Current(storage, header).getChunkDimensions() : new Old(storage, header).getChunkDimensions();
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new InvalidModelException("found " + bytes + " bytes in chunks, required fewer than 2^31");
    }
    this.bytes = (int) bytes;
    this.element = (int) (bytes / Math.max(1, Arrays.stream(shape).reduce(1, (a, b) -> a * b)));
    this.filters = Filters.of(header);
    requirePieces();
  }

  private void requirePieces() {
    boolean fits = piece.length == shape.length && shape.length > 0;
    for (int extent : piece) {
      fits &= extent > 0;
    }
    if (!fits) {
      throw new InvalidModelException("found chunks of " + Arrays.toString(piece) + " in the shape "
          + Arrays.toString(shape));
    }
    Structures.requireFew(pieces(), "chunks");
  }

  /** How many there must be, or more than are allowed. */
  private long pieces() {
    long pieces = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      pieces = Math.min(pieces * Math.ceilDiv(shape[axis], (long) piece[axis]), Integer.MAX_VALUE);
    }
    return pieces;
  }

  MemorySegment read() {
    if (bytes == 0) {
      return MemorySegment.NULL;
    }
    Collection<Chunk> chunks = index();
    if (chunks.size() != pieces()) {
      throw new InvalidModelException("found " + chunks.size() + " chunks, required " + pieces());
    }
    long stored = chunks.stream().mapToLong(Chunk::getSize).sum();
    Expansion.require(stored, bytes);
    byte[] all = new byte[bytes];
    for (Chunk chunk : chunks) {
      copy(chunk, all);
    }
    return MemorySegment.ofArray(all);
  }

  private Collection<Chunk> index() {
    if (header.getMessageOfType(DataLayoutMessage.class) instanceof ChunkedDataLayoutMessageV4 layout) {
      requireIndex(layout);
      return new Current(storage, header).chunks();
    }
    return new Old(storage, header).chunks();
  }

  private void requireIndex(ChunkedDataLayoutMessageV4 layout) {
    switch (layout.getIndexingType()) {
      case SINGLE, IMPLICIT -> Structures.requireFew(pieces(), "chunks");
      case FIXED_ARRAY -> Structures.requireFew(storage.number(layout.getAddress() + 8, storage.getSizeOfLengths()),
          "chunks");
      default -> throw new InvalidModelException("chunks of a dataset that can grow are not supported in this version "
          + "of the format");
    }
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
    long size = Arrays.stream(piece).mapToLong(extent -> extent).reduce(element, Chunks::product);
    byte[] decoded = filters.decode(storage.contents(chunk.getAddress(), chunk.getSize()), chunk.getFilterMask(), size);
    copyRows(decoded, all, origin, extents);
  }

  private static long product(long a, long b) {
    return Math.min(a * b, Integer.MAX_VALUE);
  }

  private void copyRows(byte[] decoded, byte[] all, long[] origin, int[] extents) {
    int last = shape.length - 1;
    int rows = 1;
    for (int axis = 0; axis < last; axis++) {
      rows *= extents[axis];
    }
    for (int row = 0; row < rows; row++) {
      long from = 0;
      long to = origin[last];
      long pieceStride = piece[last];
      long shapeStride = shape[last];
      int rest = row;
      for (int axis = last - 1; axis >= 0; axis--) {
        int at = rest % extents[axis];
        rest /= extents[axis];
        from += at * pieceStride;
        to += (origin[axis] + at) * shapeStride;
        pieceStride *= piece[axis];
        shapeStride *= shape[axis];
      }
      System.arraycopy(decoded, (int) from * element, all, (int) to * element, extents[last] * element);
    }
  }

  private static final class Old extends ChunkedDatasetV3 {
    Old(Storage storage, ObjectHeader header) {
      super(storage, header.getAddress(), "", parent(), header);
    }

    List<Chunk> chunks() {
      return List.copyOf(getChunkLookup().values());
    }
  }

  private static final class Current extends ChunkedDatasetV4 {
    Current(Storage storage, ObjectHeader header) {
      super(storage, header.getAddress(), "", parent(), header);
    }

    List<Chunk> chunks() {
      return List.copyOf(getChunkLookup().values());
    }
  }

  private static Group parent() {
    return NoParent.INSTANCE;
  }
}
