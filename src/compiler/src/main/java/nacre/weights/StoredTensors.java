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
  static Optional<Tensor> read(nacre.kernels.weights.Tensor stored, DType wanted) {
    if (stored.elements() > Integer.MAX_VALUE - 8) {
      return Optional.empty();
    }
    int[] shape = stored.shape().stream().mapToInt(Math::toIntExact).toArray();
    MemorySegment data = stored.data();
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
  public static nacre.kernels.weights.Tensor store(String name, Tensor tensor) {
    long[] shape = IntStream.of(tensor.shape()).asLongStream().toArray();
    if (!tensor.dtype().isReal()) {
      return nacre.kernels.weights.Tensor.of(name, tensor.toIntegers(), shape);
    }
    float[] values = new float[tensor.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) tensor.real(i);
    }
    return nacre.kernels.weights.Tensor.of(name, values, shape);
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

  /**
   * A Keras kernel as Nacre orders weights: {@code [in, out]} becomes {@code [out, in]}, {@code [height, width, in, out]}
   * becomes {@code [out, in, height, width]}.
   */
  static Tensor fromKernel(Tensor kernel) {
    int rank = kernel.rank();
    int window = Math.max(0, rank - 2);
    int[] from = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      from[axis] = axis < 2 ? rank - 1 - axis : axis - 2;
    }
    if (rank < 2 || window > 3) {
      return kernel;
    }
    int[] shape = IntStream.of(from).map(kernel::dim).toArray();
    int[] strides = Tensor.strides(kernel.shape());
    int[] own = Tensor.strides(shape);
    return kernel.gathered(shape, flat -> {
      int at = 0;
      for (int axis = 0; axis < rank; axis++) {
        at += flat / own[axis] % shape[axis] * strides[from[axis]];
      }
      return at;
    });
  }
}
