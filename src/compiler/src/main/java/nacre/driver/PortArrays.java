package nacre.driver;

import java.lang.reflect.Array;

import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.kernels.run.Half;

/** The arrays of Java that ports take and fill, and tensors. */
final class PortArrays {
  private PortArrays() {}

  /** An array for so many elements. */
  static Object empty(DType dtype, int elements) {
    return Array.newInstance(switch (dtype) {
      case F32 -> float.class;
      case F64 -> double.class;
      case F16, BF16, I16, U16 -> short.class;
      case I8, U8 -> byte.class;
      case I32, U32 -> int.class;
      case I64, U64 -> long.class;
      case BOOL -> boolean.class;
    }, elements);
  }

  /** The elements of a tensor; reals are rounded, integers keep their low bits. */
  static Object of(Tensor tensor) {
    Object array = empty(tensor.dtype(), tensor.elements());
    for (int i = 0; i < tensor.elements(); i++) {
      switch (array) {
        case float[] floats -> floats[i] = (float) tensor.real(i);
        case double[] doubles -> doubles[i] = tensor.real(i);
        case short[] shorts when tensor.dtype().isReal() ->
            shorts[i] = half(tensor.dtype()).bits((float) tensor.real(i));
        case short[] shorts -> shorts[i] = (short) tensor.integer(i);
        case byte[] bytes -> bytes[i] = (byte) tensor.integer(i);
        case int[] ints -> ints[i] = (int) tensor.integer(i);
        case long[] longs -> longs[i] = tensor.integer(i);
        case boolean[] truths -> truths[i] = tensor.integer(i) != 0;
        default -> throw new IllegalStateException("no port takes " + array.getClass());
      }
    }
    return array;
  }

  /** The tensor of some elements. */
  static Tensor tensor(DType dtype, int[] shape, Object array) {
    return switch (array) {
      case float[] floats -> Tensor.reals(dtype, shape, i -> floats[i]);
      case double[] doubles -> Tensor.reals(dtype, shape, i -> doubles[i]);
      case short[] shorts when dtype.isReal() -> Tensor.reals(dtype, shape, i -> half(dtype).value(shorts[i]));
      case short[] shorts -> Tensor.integers(dtype, shape, i -> dtype.wrapped(shorts[i]));
      case byte[] bytes -> Tensor.integers(dtype, shape, i -> dtype.wrapped(bytes[i]));
      case int[] ints -> Tensor.integers(dtype, shape, i -> dtype.wrapped(ints[i]));
      case long[] longs -> Tensor.integers(dtype, shape, i -> longs[i]);
      case boolean[] truths -> Tensor.integers(dtype, shape, i -> truths[i] ? 1 : 0);
      default -> throw new IllegalStateException("no port fills " + array.getClass());
    };
  }

  private static Half half(DType dtype) {
    return dtype == DType.F16 ? Half.F16 : Half.BF16;
  }
}
