package nacre.kernels.testing;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.nio.ByteOrder;
import java.util.List;
import nacre.kernels.run.BoolIn;
import nacre.kernels.run.BoolOut;
import nacre.kernels.run.BytesIn;
import nacre.kernels.run.BytesOut;
import nacre.kernels.run.F32In;
import nacre.kernels.run.F32Out;
import nacre.kernels.run.F64In;
import nacre.kernels.run.F64Out;
import nacre.kernels.run.Half;
import nacre.kernels.run.HalvesIn;
import nacre.kernels.run.HalvesOut;
import nacre.kernels.run.I32In;
import nacre.kernels.run.I32Out;
import nacre.kernels.run.I64In;
import nacre.kernels.run.I64Out;
import nacre.kernels.run.Port;
import nacre.kernels.run.ShortsIn;
import nacre.kernels.run.ShortsOut;
import nacre.kernels.weights.DType;
import nacre.kernels.weights.Tensor;

/** The elements of a port, in the array that the port takes or fills, and what they stand for. */
final class Values {

  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private final DType dtype;
  private final List<Long> shape;
  private final Object array;

  private Values(DType dtype, List<Long> shape, Object array) {
    this.dtype = dtype;
    this.shape = shape;
    this.array = array;
  }

  static Values of(Tensor tensor) {
    MemorySegment data = tensor.data();
    return new Values(tensor.dtype(), tensor.shape(), switch (tensor.dtype()) {
      case F32 -> data.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ORDER));
      case F64 -> data.toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ORDER));
      case F16, BF16, I16, U16 -> data.toArray(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ORDER));
      case I32, U32 -> data.toArray(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ORDER));
      case I64, U64 -> data.toArray(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ORDER));
      case BOOL, I8, U8, F8_E4M3, F8_E5M2 -> data.toArray(ValueLayout.JAVA_BYTE);
    });
  }

  /** What an output holds, of the type and shape of other values. */
  static Values of(Port output, Values like) {
    Object array = Array.newInstance(like.array.getClass().getComponentType(), like.count());
    var values = new Values(like.dtype, like.shape, array);
    switch (output) {
      case F32Out port -> port.get(values.as(float[].class, port));
      case F64Out port -> port.get(values.as(double[].class, port));
      case HalvesOut port -> port.get(values.as(short[].class, port));
      case ShortsOut port -> port.get(values.as(short[].class, port));
      case BytesOut port -> port.get(values.as(byte[].class, port));
      case BoolOut port -> port.get(values.as(byte[].class, port));
      case I32Out port -> port.get(values.as(int[].class, port));
      case I64Out port -> port.get(values.as(long[].class, port));
      default -> throw new IllegalArgumentException("`" + output.name() + "` is an input, required an output");
    }
    return values;
  }

  void into(Port input) {
    switch (input) {
      case F32In port -> port.set(as(float[].class, port));
      case F64In port -> port.set(as(double[].class, port));
      case HalvesIn port -> port.set(as(short[].class, port));
      case ShortsIn port -> port.set(as(short[].class, port));
      case BytesIn port -> port.set(as(byte[].class, port));
      case BoolIn port -> port.set(as(byte[].class, port));
      case I32In port -> port.set(as(int[].class, port));
      case I64In port -> port.set(as(long[].class, port));
      default -> throw new IllegalArgumentException("`" + input.name() + "` is an output, required an input");
    }
  }

  private <T> T as(Class<T> required, Port port) {
    if (!required.isInstance(array)) {
      throw new IllegalStateException("`" + port.name() + "` is known with elements of " + dtype
          + ", and the class has others; the two belong to different states of the model: compile that again");
    }
    return required.cast(array);
  }

  int count() {
    return Array.getLength(array);
  }

  /** What the element at a row-major index stands for. Whole numbers of 64 bits are ones of 32 in a network. */
  double real(int index) {
    return switch (array) {
      case float[] floats -> floats[index];
      case double[] doubles -> doubles[index];
      case short[] shorts -> real(shorts[index]);
      case byte[] bytes -> dtype == DType.U8 ? bytes[index] & 0xff : bytes[index];
      case int[] ints -> dtype == DType.U32 ? Integer.toUnsignedLong(ints[index]) : ints[index];
      default -> ((long[]) array)[index];
    };
  }

  private double real(short bits) {
    return switch (dtype) {
      case F16 -> Half.F16.value(bits);
      case BF16 -> Half.BF16.value(bits);
      case U16 -> bits & 0xffff;
      default -> bits;
    };
  }

  /** The element as people write it. */
  String text(int index) {
    double real = real(index);
    return switch (dtype) {
      case F64 -> Double.toString(real);
      case F32, F16, BF16 -> Float.toString((float) real);
      default -> Long.toString((long) real);
    };
  }

  /** The index of an element on each axis, for instance {@code [2, 7]}. */
  String place(int index) {
    var places = new Long[shape.size()];
    long rest = index;
    for (int axis = places.length - 1; axis >= 0; axis--) {
      places[axis] = rest % shape.get(axis);
      rest /= shape.get(axis);
    }
    return List.of(places).toString();
  }
}
