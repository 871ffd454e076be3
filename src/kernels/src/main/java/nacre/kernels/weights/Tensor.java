package nacre.kernels.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A named tensor at rest: row-major, little-endian.
 *
 * @param name any text
 * @param dtype the element type
 * @param shape the dimensions; empty for a single element
 * @param data the elements, exactly as many bytes as type and shape ask for
 */
public record Tensor(String name, DType dtype, List<Long> shape, MemorySegment data) {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  public Tensor {
    shape = List.copyOf(shape);
    long bytes = Math.multiplyExact(elements(shape), dtype.bytes());
    if (data.byteSize() != bytes) {
      throw new WeightsException(
          "tensor `" + name + "`: found " + data.byteSize() + " bytes, " + dtype + shape + " requires " + bytes);
    }
  }

  /** A tensor of floats; the array is copied. */
  public static Tensor of(String name, float[] values, long... shape) {
    MemorySegment data = MemorySegment.ofArray(new byte[Math.multiplyExact(values.length, 4)]);
    MemorySegment.copy(values, 0, data, FLOAT, 0, values.length);
    return new Tensor(name, DType.F32, boxed(shape), data);
  }

  /** A tensor of 32-bit whole numbers; the array is copied. */
  public static Tensor of(String name, int[] values, long... shape) {
    MemorySegment data = MemorySegment.ofArray(new byte[Math.multiplyExact(values.length, 4)]);
    MemorySegment.copy(values, 0, data, INT, 0, values.length);
    return new Tensor(name, DType.I32, boxed(shape), data);
  }

  /** A tensor of 64-bit whole numbers; the array is copied. */
  public static Tensor of(String name, long[] values, long... shape) {
    MemorySegment data = MemorySegment.ofArray(new byte[Math.multiplyExact(values.length, 8)]);
    MemorySegment.copy(values, 0, data, LONG, 0, values.length);
    return new Tensor(name, DType.I64, boxed(shape), data);
  }

  private static List<Long> boxed(long... shape) {
    return Arrays.stream(shape).boxed().toList();
  }

  /**
   * How many elements a tensor of this shape has.
   *
   * @throws ArithmeticException when they cannot be counted in 63 bits
   */
  public static long elements(List<Long> shape) {
    long elements = 1;
    for (long dim : shape) {
      elements = Math.multiplyExact(elements, dim);
    }
    return elements;
  }

  public long elements() {
    return elements(shape);
  }

  /** The elements of an {@link DType#F32} tensor, in a new array. */
  public float[] floats() {
    require(DType.F32);
    var values = new float[length()];
    MemorySegment.copy(data, FLOAT, 0, values, 0, values.length);
    return values;
  }

  /** The elements of an {@link DType#I32} tensor, in a new array. */
  public int[] ints() {
    require(DType.I32);
    var values = new int[length()];
    MemorySegment.copy(data, INT, 0, values, 0, values.length);
    return values;
  }

  /** The elements of an {@link DType#I64} tensor, in a new array. */
  public long[] longs() {
    require(DType.I64);
    var values = new long[length()];
    MemorySegment.copy(data, LONG, 0, values, 0, values.length);
    return values;
  }

  /** Copies {@code length} floats from element {@code from} on. */
  void copy(long from, float[] values, int at, int length) {
    MemorySegment.copy(data, FLOAT, from * 4, values, at, length);
  }

  private int length() {
    long elements = elements();
    if (elements > Integer.MAX_VALUE - 8) {
      throw new WeightsException("tensor `" + name + "`: " + elements + " elements are more than a Java array holds");
    }
    return (int) elements;
  }

  private void require(DType required) {
    if (dtype != required) {
      throw new WeightsException("tensor `" + name + "`: found " + dtype + ", required " + required);
    }
  }
}
