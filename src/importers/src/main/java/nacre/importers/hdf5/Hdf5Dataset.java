package nacre.importers.hdf5;

import io.jhdf.Constants;
import io.jhdf.ObjectHeader;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import nacre.importers.InvalidModelException;
import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.ir.TensorType;

/** A tensor in a file. Its contents stay there until they are read. */
public final class Hdf5Dataset {
  private static final long MOST_ELEMENTS = Integer.MAX_VALUE - 8;
  private static final int NULL_SPACE = 2;

  private final Hdf5File file;
  private final String path;
  private final ElementType elements;
  private final long[] shape;
  private final Supplier<MemorySegment> contents;

  private Hdf5Dataset(Hdf5File file, String path, ElementType elements, long[] shape,
      Supplier<MemorySegment> contents) {
    this.file = file;
    this.path = path;
    this.elements = elements;
    this.shape = shape;
    this.contents = contents;
  }

  static Hdf5Dataset of(Hdf5File file, String path, ObjectHeader header) {
    return file.at(path, () -> {
      ElementType elements = ElementType.of(header.getMessageOfType(DataTypeMessage.class).getDataType())
          .orElseThrow(() -> new InvalidModelException("its elements are no numbers of a type that is supported"));
      long[] shape = shape(header.getMessageOfType(DataSpaceMessage.class).getDataSpace());
      return new Hdf5Dataset(file, path, elements, shape, contents(file.storage(), header, elements, shape));
    });
  }

  /** Each extent is at least 0 and less than 2^31, and so is their product. */
  private static long[] shape(DataSpace space) {
    if (space.getType() == NULL_SPACE) {
      throw new InvalidModelException("it holds nothing, not even an empty shape");
    }
    long[] shape = space.getDimensionsAsLong();
    long product = 1;
    for (long extent : shape) {
      if (extent < 0 || extent > MOST_ELEMENTS) {
        throw new InvalidModelException("found the extent " + extent + ", required fewer than 2^31");
      }
      product = Math.min(product * extent, MOST_ELEMENTS + 1);
    }
    if (product > MOST_ELEMENTS) {
      throw new InvalidModelException("found the shape " + Arrays.toString(shape)
          + ", required fewer than 2^31 elements");
    }
    return shape;
  }

  private static Supplier<MemorySegment> contents(Storage storage, ObjectHeader header, ElementType elements,
      long[] shape) {
    int element = elements.dtype().bytes();
    long bytes = Arrays.stream(shape).reduce(element, (a, b) -> a * b);
    return switch (header.getMessageOfType(DataLayoutMessage.class)) {
      case CompactDataLayoutMessage compact -> {
        MemorySegment held = MemorySegment.ofBuffer(compact.getDataBuffer());
        requireBytes(held.byteSize(), bytes);
        yield () -> held.asSlice(0, bytes);
      }
      case ContiguousDataLayoutMessage contiguous -> contiguous(storage, contiguous, bytes);
      default -> new Chunks(storage, header, shape, element, bytes)::read;
    };
  }

  private static Supplier<MemorySegment> contiguous(Storage storage, ContiguousDataLayoutMessage layout, long bytes) {
    if (bytes == 0) {
      return () -> MemorySegment.NULL;
    }
    if (layout.getAddress() == Constants.UNDEFINED_ADDRESS) {
      throw new InvalidModelException("its contents were never written");
    }
    if (layout.getSize() >= 0) {
      requireBytes(layout.getSize(), bytes);
    }
    MemorySegment held = storage.contents(layout.getAddress(), bytes);
    return () -> held;
  }

  private static void requireBytes(long found, long required) {
    if (found < required) {
      throw new InvalidModelException("found " + found + " bytes of contents, required " + required);
    }
  }

  public String path() {
    return path;
  }

  public DType dtype() {
    return elements.dtype();
  }

  public List<Long> shape() {
    return Arrays.stream(shape).boxed().toList();
  }

  public TensorType type() {
    return TensorType.of(elements.dtype(), shape);
  }

  /** The contents, read anew each time. */
  public Tensor read() {
    int[] extents = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    return file.at(path, () -> Contents.tensor(contents.get(), elements, extents));
  }
}
