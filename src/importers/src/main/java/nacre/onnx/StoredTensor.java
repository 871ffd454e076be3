package nacre.onnx;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.importers.wire.Numbers;
import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.onnx.proto.TensorProto;

/**
 * A tensor in a file whose size has been checked. Its contents stay there until they are asked for.
 *
 * @param source what its bytes mean
 */
public record StoredTensor(String name, DType dtype, List<Long> dims, List<MemorySegment> data, Source source) {
  /** How contents are stored. */
  public enum Source {
    /** Little-endian elements. */
    RAW,
    /** Elements as 32-bit floats. */
    FLOATS,
    /** Elements as 64-bit floats. */
    DOUBLES,
    /** Whole numbers of variable length; narrow reals as their bits. */
    VARINTS
  }

  private static final long MOST_ELEMENTS = Integer.MAX_VALUE - 8;

  public StoredTensor {
    dims = List.copyOf(dims);
    data = List.copyOf(data);
  }

  /**
   * Checks that a tensor is what it says.
   *
   * @throws InvalidModelException if its contents do not fill its shape
   * @throws UnsupportedException for an element type that Nacre does not have
   */
  static StoredTensor of(TensorProto tensor, ExternalData external) {
    DType dtype = ElementTypes.of(tensor.elementType()).orElseThrow(
        () -> new UnsupportedException("tensor `" + tensor.name() + "` holds "
            + ElementTypes.name(tensor.elementType())));
    long elements = elements(tensor);
    long bytes = elements * dtype.bytes();
    if (tensor.isExternal()) {
      return new StoredTensor(tensor.name(), dtype, tensor.dims(), List.of(external.of(tensor, bytes)), Source.RAW);
    }
    if (tensor.raw().isPresent()) {
      requireSize(tensor, tensor.raw().get().byteSize(), bytes, "bytes");
      return new StoredTensor(tensor.name(), dtype, tensor.dims(), List.of(tensor.raw().get()), Source.RAW);
    }
    return typed(tensor, dtype, elements);
  }

  private static StoredTensor typed(TensorProto tensor, DType dtype, long elements) {
    int field = switch (dtype) {
      case F32 -> TensorProto.FLOATS;
      case F64 -> TensorProto.DOUBLES;
      case I64 -> TensorProto.LONGS;
      case U32, U64 -> TensorProto.UNSIGNED_LONGS;
      default -> TensorProto.INTS;
    };
    List<MemorySegment> data = tensor.numbers().getOrDefault(field, List.of());
    Source source = switch (dtype) {
      case F32 -> Source.FLOATS;
      case F64 -> Source.DOUBLES;
      default -> Source.VARINTS;
    };
    long found = data.stream().mapToLong(source == Source.VARINTS ? Numbers::count : MemorySegment::byteSize).sum();
    int width = source == Source.VARINTS ? 1 : dtype.bytes();
    requireSize(tensor, found, elements * width, source == Source.VARINTS ? "numbers" : "bytes");
    return new StoredTensor(tensor.name(), dtype, tensor.dims(), data, source);
  }

  private static long elements(TensorProto tensor) {
    long product = 1;
    for (long dim : tensor.dims()) {
      if (dim < 0) {
        throw new InvalidModelException("tensor `" + tensor.name() + "`: found the extent " + dim);
      }
      if (dim > MOST_ELEMENTS) {
        throw new InvalidModelException("tensor `" + tensor.name() + "`: found the extent " + dim
            + ", required fewer than 2^31");
      }
    }
    for (long dim : tensor.dims()) {
      if (dim == 0) {
        return 0;
      }
    }
    for (long dim : tensor.dims()) {
      if (dim > MOST_ELEMENTS / product) {
        throw new InvalidModelException("tensor `" + tensor.name() + "`: found the shape " + tensor.dims()
            + ", required fewer than 2^31 elements");
      }
      product *= dim;
    }
    return product;
  }

  private static void requireSize(TensorProto tensor, long found, long required, String what) {
    if (found != required) {
      throw new InvalidModelException("tensor `" + tensor.name() + "`: found " + found + " " + what + ", required "
          + required + " for " + ElementTypes.name(tensor.elementType()) + tensor.dims());
    }
  }

  public TensorType type() {
    return TensorType.of(dtype, dims.stream().mapToLong(Long::longValue).toArray());
  }

  public int elements() {
    return Tensor.elements(shape());
  }

  private int[] shape() {
    return dims.stream().mapToInt(Math::toIntExact).toArray();
  }

  /** The contents. */
  public Tensor read() {
    if (source == Source.VARINTS) {
      long[] numbers = Numbers.all(data, elements());
      return dtype.isReal()
          ? Tensor.reals(dtype, shape(), i -> narrow((short) numbers[i]))
          : Tensor.integers(dtype, shape(), i -> dtype.wrapped(numbers[i]));
    }
    MemorySegment bytes = data.size() == 1 ? data.getFirst() : joined();
    return dtype.isReal()
        ? Tensor.reals(dtype, shape(), i -> real(bytes, i))
        : Tensor.integers(dtype, shape(), i -> integer(bytes, i));
  }

  private MemorySegment joined() {
    List<byte[]> parts = new ArrayList<>();
    int size = 0;
    for (MemorySegment part : data) {
      parts.add(part.toArray(ValueLayout.JAVA_BYTE));
      size += (int) part.byteSize();
    }
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return MemorySegment.ofArray(all);
  }

  private double narrow(short bits) {
    return dtype == DType.F16 ? Float.float16ToFloat(bits) : Float.intBitsToFloat(bits << 16);
  }

  private double real(MemorySegment bytes, int i) {
    return switch (dtype) {
      case F16, BF16 -> narrow(bytes.get(Numbers.SHORT, 2L * i));
      case F64 -> bytes.get(Numbers.DOUBLE, 8L * i);
      default -> bytes.get(Numbers.FLOAT, 4L * i);
    };
  }

  private long integer(MemorySegment bytes, int i) {
    return switch (dtype) {
      case I8 -> bytes.get(ValueLayout.JAVA_BYTE, i);
      case U8 -> bytes.get(ValueLayout.JAVA_BYTE, i) & 0xff;
      case BOOL -> bytes.get(ValueLayout.JAVA_BYTE, i) == 0 ? 0 : 1;
      case I16 -> bytes.get(Numbers.SHORT, 2L * i);
      case U16 -> bytes.get(Numbers.SHORT, 2L * i) & 0xffff;
      case I32 -> bytes.get(Numbers.INT, 4L * i);
      case U32 -> bytes.get(Numbers.INT, 4L * i) & 0xffff_ffffL;
      default -> bytes.get(Numbers.LONG, 8L * i);
    };
  }
}
