package nacre.importers.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.dataset.NoParent;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import java.util.List;
import nacre.importers.InvalidModelException;

/** Where the chunks of a dataset are. The two forms are jHDF's, which shows them to its heirs alone. */
sealed interface ChunkIndex {
  /** The extents of a chunk. */
  int[] extents();

  List<Chunk> chunks();

  static ChunkIndex of(Storage storage, ObjectHeader header) {
    if (header.getMessageOfType(DataLayoutMessage.class) instanceof ChunkedDataLayoutMessageV4 layout) {
      requireFew(storage, layout);
      return new Current(storage, header);
    }
    return new Old(storage, header);
  }

  /** jHDF makes room for as many chunks as the file says. */
  private static void requireFew(Storage storage, ChunkedDataLayoutMessageV4 layout) {
    switch (layout.getIndexingType()) {
      case ChunkedDataLayoutMessageV4.SINGLE_CHUNK_INDEX, ChunkedDataLayoutMessageV4.IMPLICIT_INDEX -> {
      }
      case ChunkedDataLayoutMessageV4.FIXED_ARRAY_INDEX -> {
        int beforeCount = 8;
        Structures.requireFew(storage.number(layout.getAddress() + beforeCount, storage.getSizeOfLengths()), "chunks");
      }
      default -> throw new InvalidModelException(
          "chunks of a dataset that can grow are not supported in this version of the format");
    }
  }

  /** A tree. */
  final class Old extends ChunkedDatasetV3 implements ChunkIndex {
    private Old(Storage storage, ObjectHeader header) {
      super(storage, header.getAddress(), "", NoParent.INSTANCE, header);
    }

    @Override
    public int[] extents() {
      return getChunkDimensions();
    }

    @Override
    public List<Chunk> chunks() {
      return List.copyOf(getChunkLookup().values());
    }
  }

  /** One of several forms, the simplest that will do. */
  final class Current extends ChunkedDatasetV4 implements ChunkIndex {
    private Current(Storage storage, ObjectHeader header) {
      super(storage, header.getAddress(), "", NoParent.INSTANCE, header);
    }

    @Override
    public int[] extents() {
      return getChunkDimensions();
    }

    @Override
    public List<Chunk> chunks() {
      return List.copyOf(getChunkLookup().values());
    }
  }
}
