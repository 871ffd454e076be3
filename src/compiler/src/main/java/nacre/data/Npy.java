package nacre.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.source.InputException;

/** Arrays in NumPy's format (NEP 1), versions 1 to 3. Nothing is allocated before the header is proved against a limit. */
public final class Npy {
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LARGEST_HEADER = 1 << 16;
  /** What an element takes in memory. */
  static final int BYTES = 8;

  private Npy() {}

  /**
   * Reads one array.
   *
   * @param file  its name, for messages
   * @param limit the most bytes that its elements may take in memory, at eight an element, whatever they take in the file
   * @throws InputException if this is no such array, if it is cut short, or larger than {@code limit}
   */
  public static Tensor read(String file, InputStream in, long limit) {
    return whole(file, in, Math.min(limit, Integer.MAX_VALUE) / BYTES, Npy::tensor);
  }

  /**
   * Reads the elements of one array as they are, little-endian and with the last axis running fastest.
   *
   * @throws InputException if this is no such array, if it is cut short, or larger than a Java array can be
   */
  public static byte[] bytes(String file, InputStream in) {
    return whole(file, in, Integer.MAX_VALUE - BYTES, (_, contents) -> contents);
  }

  private static <T> T whole(String file, InputStream in, long most, BiFunction<NpyHeader, byte[], T> made) {
    try {
      DataInputStream data = new DataInputStream(in);
      NpyHeader header = NpyHeader.parse(file, header(file, data));
      long elements = header.elements(file);
      long bytes = elements * header.dtype().bytes();
      if (elements > most || bytes > Integer.MAX_VALUE - BYTES) {
        throw new InputException(file + ": found " + header.shape() + " of " + header.dtype() + ", " + elements
            + " elements, required at most " + Math.min(most, (Integer.MAX_VALUE - BYTES) / header.dtype().bytes()));
      }
      byte[] contents = data.readNBytes((int) bytes);
      if (contents.length < bytes) {
        throw new InputException(file + ": found " + contents.length + " bytes of elements, required " + bytes
            + " for " + header.shape() + " of " + header.dtype() + "; it is cut short");
      }
      if (data.read() >= 0) {
        throw new InputException(file + ": found more than the " + bytes + " bytes of elements that " + header.shape()
            + " of " + header.dtype() + " takes");
      }
      return made.apply(header, NpyOrder.plain(header, contents));
    } catch (EOFException e) {
      throw new InputException(file + ": it ends within its header", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * What an array is, by its header alone.
   *
   * @throws InputException if this is no such array
   */
  public static TensorType type(String file, InputStream in) {
    try {
      NpyHeader header = NpyHeader.parse(file, header(file, new DataInputStream(in)));
      header.elements(file);
      return TensorType.of(header.dtype(), header.shape().stream().mapToLong(extent -> extent).toArray());
    } catch (EOFException e) {
      throw new InputException(file + ": it ends within its header", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String header(String file, DataInputStream data) throws IOException {
    byte[] magic = data.readNBytes(MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new InputException(file + ": this is no NumPy array, it does not start with \\x93NUMPY");
    }
    int version = data.readUnsignedByte();
    data.readUnsignedByte();
    long length = version == 1 ? Short.toUnsignedInt(Short.reverseBytes(data.readShort()))
        : Integer.toUnsignedLong(Integer.reverseBytes(data.readInt()));
    if (version < 1 || version > 3 || length > LARGEST_HEADER) {
      throw new InputException(file + ": found version " + version + " with a header of " + length
          + " bytes, required version 1 to 3 and at most " + LARGEST_HEADER);
    }
    byte[] text = data.readNBytes((int) length);
    if (text.length < length) {
      throw new EOFException();
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private static Tensor tensor(NpyHeader header, byte[] contents) {
    int[] shape = header.shape().stream().mapToInt(extent -> extent).toArray();
    ByteBuffer buffer = ByteBuffer.wrap(contents).order(ByteOrder.LITTLE_ENDIAN);
    return header.dtype().isReal()
        ? Tensor.reals(header.dtype(), shape, i -> real(header.dtype(), buffer, i))
        : Tensor.integers(header.dtype(), shape, i -> integer(header.dtype(), buffer, i));
  }

  private static double real(DType dtype, ByteBuffer buffer, int i) {
    return switch (dtype) {
      case F16 -> Float.float16ToFloat(buffer.getShort(2 * i));
      case F64 -> buffer.getDouble(8 * i);
      default -> buffer.getFloat(4 * i);
    };
  }

  private static long integer(DType dtype, ByteBuffer buffer, int i) {
    return switch (dtype) {
      case I8 -> buffer.get(i);
      case U8 -> Byte.toUnsignedLong(buffer.get(i));
      case BOOL -> buffer.get(i);
      case I16 -> buffer.getShort(2 * i);
      case U16 -> Short.toUnsignedLong(buffer.getShort(2 * i));
      case I32 -> buffer.getInt(4 * i);
      case U32 -> Integer.toUnsignedLong(buffer.getInt(4 * i));
      default -> buffer.getLong(8 * i);
    };
  }

  /** Writes a tensor: reals as {@code <f4}, or {@code <f8} if that is its type; integers as {@code <i8}. */
  public static void write(Tensor tensor, OutputStream out) throws IOException {
    boolean wide = tensor.dtype() == DType.F64;
    DType dtype = !tensor.dtype().isReal() ? DType.I64 : wide ? DType.F64 : DType.F32;
    List<Integer> shape = Arrays.stream(tensor.shape()).boxed().toList();
    new NpyHeader(dtype, false, false, shape).write(out);
    ByteBuffer elements =
        ByteBuffer.allocate(Math.multiplyExact(dtype.bytes(), tensor.elements())).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < tensor.elements(); i++) {
      switch (dtype) {
        case I64 -> elements.putLong(tensor.integer(i));
        case F64 -> elements.putDouble(tensor.real(i));
        default -> elements.putFloat((float) tensor.real(i));
      }
    }
    out.write(elements.array());
  }

  /**
   * Writes elements as they are.
   *
   * @param contents little-endian, the last axis running fastest
   */
  public static void write(TensorType type, byte[] contents, OutputStream out) throws IOException {
    List<Integer> shape = type.dims().stream().map(dim -> Math.toIntExact(dim.known().orElseThrow())).toList();
    new NpyHeader(type.dtype(), false, false, shape).write(out);
    out.write(contents);
  }
}
