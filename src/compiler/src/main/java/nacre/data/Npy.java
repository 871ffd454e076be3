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
import java.util.stream.Collectors;

import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.source.InputException;

/** Arrays in NumPy's format (NEP 1), versions 1 to 3. Nothing is allocated before the header is proved against a limit. */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
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
    try {
      DataInputStream data = new DataInputStream(in);
      NpyHeader header = NpyHeader.parse(file, header(file, data));
      long elements = header.elements(file);
      long most = Math.min(limit, Integer.MAX_VALUE) / BYTES;
      if (elements > most) {
        throw new InputException(file + ": found " + header.shape() + " of " + header.dtype() + ", " + elements
            + " elements, required at most " + most);
      }
      long bytes = elements * header.dtype().bytes();
      byte[] contents = data.readNBytes((int) bytes);
      if (contents.length < bytes) {
        throw new InputException(file + ": found " + contents.length + " bytes of elements, required " + bytes
            + " for " + header.shape() + " of " + header.dtype() + "; it is cut short");
      }
      if (data.read() >= 0) {
        throw new InputException(file + ": found more than the " + bytes + " bytes of elements that " + header.shape()
            + " of " + header.dtype() + " takes");
      }
      return tensor(header, contents);
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
    ByteBuffer buffer =
        ByteBuffer.wrap(contents).order(header.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int[] stored = header.fortranOrder() ? reversed(shape) : shape;
    Tensor tensor = header.dtype().isReal()
        ? Tensor.reals(header.dtype(), stored, i -> real(header.dtype(), buffer, i))
        : Tensor.integers(header.dtype(), stored, i -> integer(header.dtype(), buffer, i));
    return header.fortranOrder() ? turned(tensor, shape) : tensor;
  }

  /** Element order of a tensor whose first axis ran fastest. */
  private static Tensor turned(Tensor stored, int[] shape) {
    int[] strides = reversed(Tensor.strides(stored.shape()));
    int[] own = Tensor.strides(shape);
    return stored.gathered(shape, flat -> {
      int at = 0;
      int rest = flat;
      for (int axis = 0; axis < shape.length; axis++) {
        at += rest / own[axis] * strides[axis];
        rest %= own[axis];
      }
      return at;
    });
  }

  private static int[] reversed(int[] values) {
    int[] reversed = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    return reversed;
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
      case BOOL -> buffer.get(i) == 0 ? 0 : 1;
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
    String descr = !tensor.dtype().isReal() ? "<i8" : wide ? "<f8" : "<f4";
    String shape = Arrays.stream(tensor.shape()).mapToObj(extent -> extent + ",").collect(Collectors.joining(" "));
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(descr, shape);
    int padded = (MAGIC.length + 4 + text.length() + 1 + 63) / 64 * 64 - MAGIC.length - 4;
    ByteBuffer buffer = ByteBuffer.allocate(MAGIC.length + 4 + padded).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded);
    buffer.put((text + " ".repeat(padded - text.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
    out.write(buffer.array());
    int size = descr.endsWith("8") ? 8 : 4;
    ByteBuffer elements =
        ByteBuffer.allocate(Math.multiplyExact(size, tensor.elements())).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < tensor.elements(); i++) {
      switch (descr) {
        case "<i8" -> elements.putLong(tensor.integer(i));
        case "<f8" -> elements.putDouble(tensor.real(i));
        default -> elements.putFloat((float) tensor.real(i));
      }
    }
    out.write(elements.array());
  }
}
