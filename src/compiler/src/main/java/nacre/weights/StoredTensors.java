package nacre.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.kernels.weights.SafetensorsWriter;

/** Moves tensors between weight files and the ops' own representation. */
public final class StoredTensors {
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private StoredTensors() {}

  /** Whether a stored element type can fill a parameter of this type without losing what a training left in it. */
  static boolean fits(nacre.kernels.weights.DType stored, DType wanted) {
    return switch (stored) {
      case F16, BF16, F32, F64 -> wanted.isReal();
      case I64, I32 -> wanted == DType.I64 || wanted == DType.I32;
      default -> stored.name().equals(wanted.name());
    };
  }

  /** The contents, reals rounded to {@code wanted} where that is {@code f32}; empty if there are 2^31 elements or more. */
  static Optional<Tensor> read(StoredTensor stored, DType wanted) {
    if (stored.elements() > Integer.MAX_VALUE - 8) {
      return Optional.empty();
    }
    int[] shape = stored.shape().stream().mapToInt(Math::toIntExact).toArray();
    MemorySegment data = stored.bytes().get();
    return Optional.of(wanted.isReal()
        ? Tensor.reals(wanted, shape, i -> wanted.kept(real(stored.dtype(), data, i)))
        : Tensor.integers(wanted, shape, i -> integer(stored.dtype(), data, i)));
  }

  private static long integer(nacre.kernels.weights.DType dtype, MemorySegment data, int i) {
    return switch (dtype) {
      case I64, U64 -> data.getAtIndex(LONG, i);
      case I32 -> data.getAtIndex(INT, i);
      case U32 -> data.getAtIndex(INT, i) & 0xffff_ffffL;
      case I16 -> data.getAtIndex(SHORT, i);
      case U16 -> data.getAtIndex(SHORT, i) & 0xffffL;
      case I8 -> data.get(ValueLayout.JAVA_BYTE, i);
      case U8, BOOL -> data.get(ValueLayout.JAVA_BYTE, i) & 0xffL;
      case F8_E4M3, F8_E5M2, F16, BF16, F32, F64 -> throw new IllegalArgumentException(dtype + " is no integer type");
    };
  }

  private static double real(nacre.kernels.weights.DType dtype, MemorySegment data, int i) {
    return switch (dtype) {
      case F16 -> Float.float16ToFloat(data.getAtIndex(SHORT, i));
      case BF16 -> Float.intBitsToFloat(data.getAtIndex(SHORT, i) << 16);
      case F64 -> data.getAtIndex(DOUBLE, i);
      default -> data.getAtIndex(FLOAT, i);
    };
  }

  /** A tensor to be written: reals as {@code F32}, rounded once; integers as {@code I64}. */
  public static StoredTensor store(String name, Tensor tensor) {
    DType kept = tensor.dtype().isReal() ? DType.F32 : DType.I64;
    long[] shape = IntStream.of(tensor.shape()).asLongStream().toArray();
    return StoredTensor.of(name, TensorType.of(kept, shape), () -> tensor);
  }

  /** A tensor to be written with its own element type, exactly. */
  public static SafetensorsWriter.Later exact(String name, TensorType type, Supplier<Tensor> contents) {
    var dtype = nacre.kernels.weights.DType.valueOf(type.dtype().name());
    List<Long> shape = type.dims().stream().map(dim -> dim.known().orElseThrow()).toList();
    return new SafetensorsWriter.Later(name, dtype, shape, () -> bytes(dtype, contents.get()));
  }

  private static MemorySegment bytes(nacre.kernels.weights.DType dtype, Tensor tensor) {
    MemorySegment data = MemorySegment.ofArray(new byte[Math.multiplyExact(tensor.elements(), dtype.bytes())]);
    for (int i = 0; i < tensor.elements(); i++) {
      switch (dtype) {
        case F64 -> data.setAtIndex(DOUBLE, i, tensor.real(i));
        case F32 -> data.setAtIndex(FLOAT, i, (float) tensor.real(i));
        case F16 -> data.setAtIndex(SHORT, i, Float.floatToFloat16((float) tensor.real(i)));
        case BF16 -> data.setAtIndex(SHORT, i, (short) (Float.floatToRawIntBits((float) tensor.real(i)) >>> 16));
        case I64, U64 -> data.setAtIndex(LONG, i, tensor.integer(i));
        case I32, U32 -> data.setAtIndex(INT, i, (int) tensor.integer(i));
        case I16, U16 -> data.setAtIndex(SHORT, i, (short) tensor.integer(i));
        case I8, U8, BOOL -> data.set(ValueLayout.JAVA_BYTE, i, (byte) tensor.integer(i));
        case F8_E4M3, F8_E5M2 -> throw new IllegalArgumentException("no tensor holds " + dtype);
      }
    }
    return data;
  }
}
