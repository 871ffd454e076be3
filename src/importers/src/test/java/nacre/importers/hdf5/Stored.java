package nacre.importers.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A dataset to be written: what its elements are, how they are stored, and what they are.
 *
 * @param type    of the format, as bytes
 * @param data    elements as bytes, in row-major order
 * @param layout  how they are stored
 * @param chunk   the extents of a chunk, for chunks
 * @param filters what is done to each chunk: {@code deflate}, {@code shuffle}, {@code fletcher32}
 */
public record Stored(byte[] type, int element, List<Integer> shape, byte[] data, Layout layout, List<Integer> chunk,
    List<String> filters) {
  /** How contents are stored. */
  public enum Layout {
    CONTIGUOUS, COMPACT, CHUNKED
  }

  /** 32-bit floats. */
  public static Stored floats(List<Integer> shape, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return new Stored(real(4, 8, 23, false), 4, shape, bytes.array(), Layout.CONTIGUOUS, List.of(), List.of());
  }

  /** 64-bit floats with the highest byte first. */
  public static Stored bigEndianDoubles(List<Integer> shape, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.BIG_ENDIAN);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return new Stored(real(8, 11, 52, true), 8, shape, bytes.array(), Layout.CONTIGUOUS, List.of(), List.of());
  }

  /** 16-bit floats. */
  public static Stored halves(List<Integer> shape, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort(Float.floatToFloat16(value));
    }
    return new Stored(real(2, 5, 10, false), 2, shape, bytes.array(), Layout.CONTIGUOUS, List.of(), List.of());
  }

  /** Whole numbers of so many bytes. */
  public static Stored integers(int width, boolean signed, List<Integer> shape, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(width * values.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      bytes.putLong(i * width, values[i]);
    }
    byte[] data = Arrays.copyOf(bytes.array(), width * values.length);
    byte[] type = new Bytes().octets(0x10, signed ? 8 : 0, 0, 0).ints(width).shorts(0, 8 * width).toArray();
    return new Stored(type, width, shape, data, Layout.CONTIGUOUS, List.of(), List.of());
  }

  private static byte[] real(int bytes, int exponent, int mantissa, boolean bigEndian) {
    return new Bytes().octets(0x11, bigEndian ? 0x21 : 0x20, 8 * bytes - 1, 0).ints(bytes).shorts(0, 8 * bytes)
        .octets(mantissa, exponent, 0, mantissa).ints((1L << (exponent - 1)) - 1).toArray();
  }

  /** The same in the object's header itself. */
  public Stored compact() {
    return new Stored(type, element, shape, data, Layout.COMPACT, List.of(), List.of());
  }

  /** The same in chunks. */
  public Stored chunked(List<Integer> extents, String... steps) {
    return new Stored(type, element, shape, data, Layout.CHUNKED, extents, List.of(steps));
  }

  /** The same, said to be of another shape. */
  public Stored said(List<Integer> other) {
    return new Stored(type, element, other, data, layout, chunk, filters);
  }

  /** The bytes of a chunk; zeros fill it up beyond the borders. */
  byte[] chunkAt(int[] origin) {
    int rank = shape.size();
    int size = chunk.stream().reduce(element, (a, b) -> a * b);
    byte[] bytes = new byte[size];
    for (int i = 0; i < size / element; i++) {
      int rest = i;
      int at = 0;
      int stride = 1;
      boolean inside = true;
      for (int axis = rank - 1; axis >= 0; axis--) {
        int index = origin[axis] + rest % chunk.get(axis);
        rest /= chunk.get(axis);
        inside &= index < shape.get(axis);
        at += index * stride;
        stride *= shape.get(axis);
      }
      if (inside) {
        System.arraycopy(data, at * element, bytes, i * element, element);
      }
    }
    return bytes;
  }
}
