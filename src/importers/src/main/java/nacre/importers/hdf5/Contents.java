package nacre.importers.hdf5;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import nacre.ir.DType;
import nacre.ir.Tensor;

/** Bytes as elements. */
final class Contents {
  private final MemorySegment bytes;
  private final DType dtype;
  private final ValueLayout.OfShort shorts;
  private final ValueLayout.OfInt ints;
  private final ValueLayout.OfLong longs;

  private Contents(MemorySegment bytes, ElementType type) {
    this.bytes = bytes;
    this.dtype = type.dtype();
    this.shorts = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(type.order());
    this.ints = ValueLayout.JAVA_INT_UNALIGNED.withOrder(type.order());
    this.longs = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(type.order());
  }

  static Tensor tensor(MemorySegment bytes, ElementType type, int[] shape) {
    Contents contents = new Contents(bytes, type);
    return type.dtype().isReal() ? Tensor.reals(type.dtype(), shape, contents::real)
        : Tensor.integers(type.dtype(), shape, contents::integer);
  }

  private double real(int i) {
    return switch (dtype) {
      case F16 -> Float.float16ToFloat(bytes.get(shorts, 2L * i));
      case BF16 -> Float.intBitsToFloat(bytes.get(shorts, 2L * i) << 16);
      case F64 -> Double.longBitsToDouble(bytes.get(longs, 8L * i));
      default -> Float.intBitsToFloat(bytes.get(ints, 4L * i));
    };
  }

  private long integer(int i) {
    long number = switch (dtype.bytes()) {
      case 1 -> bytes.get(ValueLayout.JAVA_BYTE, i);
      case 2 -> bytes.get(shorts, 2L * i);
      case 4 -> bytes.get(ints, 4L * i);
      default -> bytes.get(longs, 8L * i);
    };
    return dtype.wrapped(number);
  }
}
