package nacre.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import nacre.ir.DType;
import nacre.ir.Tensor;

/** Elements as ONNX files hold them: little-endian, reals rounded to their width. */
public final class Contents {
  private Contents() {}

  public static byte[] bytes(Tensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(tensor.elements(), tensor.dtype().bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
    put(tensor, 0, tensor.elements(), bytes);
    return bytes.array();
  }

  /** Elements from one index up to another. */
  public static void put(Tensor tensor, int from, int to, ByteBuffer into) {
    for (int i = from; i < to; i++) {
      put(tensor, i, into);
    }
  }

  private static void put(Tensor tensor, int i, ByteBuffer into) {
    switch (tensor.dtype()) {
      case F32 -> into.putFloat((float) tensor.real(i));
      case F64 -> into.putDouble(tensor.real(i));
      case F16 -> into.putShort(Float.floatToFloat16((float) tensor.real(i)));
      case BF16 -> into.putShort(upper((float) tensor.real(i)));
      case I8, U8, BOOL -> into.put((byte) tensor.integer(i));
      case I16, U16 -> into.putShort((short) tensor.integer(i));
      case I32, U32 -> into.putInt((int) tensor.integer(i));
      case I64, U64 -> into.putLong(tensor.integer(i));
    }
  }

  /** The upper half of a 32-bit real, rounded to even; what is no number stays none. */
  private static short upper(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> 16 | 0x40);
    }
    return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
  }

  /** What a reader finds again. */
  public static Tensor rounded(Tensor tensor) {
    return tensor.dtype().isReal()
        ? Tensor.reals(tensor.dtype(), tensor.shape(), i -> rounded(tensor.dtype(), tensor.real(i)))
        : tensor;
  }

  /** A real as a file of that element type holds it. */
  public static double rounded(DType dtype, double value) {
    return switch (dtype) {
      case F32 -> (float) value;
      case F16 -> Float.float16ToFloat(Float.floatToFloat16((float) value));
      case BF16 -> Float.intBitsToFloat(upper((float) value) << 16);
      default -> value;
    };
  }
}
