package nacre.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import nacre.ir.DType;
import nacre.source.InputException;

/**
 * The header of an array in NumPy's format (NEP 1): a Python dictionary with {@code descr}, {@code fortran_order} and
 * {@code shape}.
 *
 * @param bigEndian    whether elements of more than one byte start with the highest
 * @param fortranOrder whether the first axis runs fastest
 */
record NpyHeader(DType dtype, boolean bigEndian, boolean fortranOrder, List<Integer> shape) {
  /** As many as NumPy itself allows. */
  private static final int MOST_AXES = 64;
  /** Objects, possibly after a byte order, and records. */
  private static final Pattern UNFIT = Pattern.compile("'descr'\\s*:\\s*(\\[|'[|<>=]?O)");
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

  static NpyHeader parse(String file, String text) {
    if (UNFIT.matcher(text).find()) {
      throw new InputException(
          file + ": found an array of Python objects or records, required numbers; save it with an "
              + "explicit dtype, for instance float32, and a dict by its members: "
              + "np.savez(\"x.npz\", **{k: v.numpy() for k, v in tensors.items()})");
    }
    String descr = find(file, DESCR, text, "descr");
    List<Integer> shape = new ArrayList<>();
    for (String extent : find(file, SHAPE, text, "shape").split(",")) {
      if (!extent.isBlank()) {
        shape.add(extent(file, extent.strip()));
      }
    }
    if (shape.size() > MOST_AXES) {
      throw new InputException(file + ": found " + shape.size() + " axes, required at most " + MOST_AXES);
    }
    return new NpyHeader(dtype(file, descr), descr.startsWith(">"),
        find(file, ORDER, text, "fortran_order").equals("True"),
        List.copyOf(shape));
  }

  /** The number of elements, at most 2^31 - 1. */
  long elements(String file) {
    long product = 1;
    for (int extent : shape) {
      product *= extent;
      if (product > Integer.MAX_VALUE) {
        throw new InputException(file + ": found " + shape + ", more than 2147483647 elements");
      }
    }
    return product;
  }

  private static String find(String file, Pattern pattern, String text, String key) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new InputException(file + ": its NumPy header says no `" + key + "`");
    }
    return matcher.group(1);
  }

  private static int extent(String file, String text) {
    try {
      int extent = Integer.parseInt(text);
      if (extent >= 0) {
        return extent;
      }
    } catch (NumberFormatException e) {
      throw new InputException(file + ": found the extent `" + text + "`, required a number below 2147483648", e);
    }
    throw new InputException(file + ": found the extent " + text + ", required 0 or more");
  }

  private static DType dtype(String file, String descr) {
    return switch (descr.replaceFirst("^[<>|=]", "")) {
      case "f2" -> DType.F16;
      case "f4" -> DType.F32;
      case "f8" -> DType.F64;
      case "i1" -> DType.I8;
      case "i2" -> DType.I16;
      case "i4" -> DType.I32;
      case "i8" -> DType.I64;
      case "u1" -> DType.U8;
      case "u2" -> DType.U16;
      case "u4" -> DType.U32;
      case "u8" -> DType.U64;
      case "b1" -> DType.BOOL;
      default -> throw new InputException(file + ": found elements of type `" + descr
          + "`, required f2, f4, f8, i1 to i8, u1 to u8 or b1");
    };
  }

  /** Writes it, in version 1 and padded as NumPy does. */
  void write(OutputStream out) throws IOException {
    String extents = shape.stream().map(extent -> extent + ",").collect(Collectors.joining(" "));
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(descr(), extents);
    int start = Npy.MAGIC.length + 4;
    int padded = (start + text.length() + 1 + 63) / 64 * 64 - start;
    ByteBuffer buffer = ByteBuffer.allocate(start + padded).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(Npy.MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded);
    buffer.put((text + " ".repeat(padded - text.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
    out.write(buffer.array());
  }

  private String descr() {
    return switch (dtype) {
      case F16 -> "<f2";
      case F32 -> "<f4";
      case F64 -> "<f8";
      case I8 -> "|i1";
      case I16 -> "<i2";
      case I32 -> "<i4";
      case I64 -> "<i8";
      case U8 -> "|u1";
      case U16 -> "<u2";
      case U32 -> "<u4";
      case U64 -> "<u8";
      case BOOL -> "|b1";
      case BF16 -> throw new InputException("NumPy has no " + dtype);
    };
  }
}
