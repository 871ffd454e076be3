package nacre.caffe;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes weight files: a line {@code conv [2, 1] 1 2} is a blob of a layer. */
public final class BlobBytes {
  /** How a file says it. */
  public enum Age {
    TODAY(100, 1, 7), FORMER(2, 4, 6), FIRST(2, 1, 50);

    private final int layers;
    private final int name;
    private final int blobs;

    Age(int layers, int name, int blobs) {
      this.layers = layers;
      this.name = name;
      this.blobs = blobs;
    }
  }

  private BlobBytes() {}

  public static byte[] of(String lines, Age age) {
    Map<String, List<byte[]>> layers = new LinkedHashMap<>();
    lines.lines().filter(line -> !line.isBlank()).forEach(line -> layers
        .computeIfAbsent(line.substring(0, line.indexOf(' ')), _ -> new ArrayList<>()).add(blob(line, age)));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    layers.forEach((name, blobs) -> {
      ByteArrayOutputStream layer = new ByteArrayOutputStream();
      field(layer, age.name, name.getBytes(StandardCharsets.UTF_8));
      blobs.forEach(blob -> field(layer, age.blobs, blob));
      byte[] record = layer.toByteArray();
      if (age == Age.FIRST) {
        ByteArrayOutputStream around = new ByteArrayOutputStream();
        field(around, 1, record);
        record = around.toByteArray();
      }
      field(file, age.layers, record);
    });
    return file.toByteArray();
  }

  private static byte[] blob(String line, Age age) {
    int open = line.indexOf('[');
    int close = line.indexOf(']');
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    List<Long> dims = new ArrayList<>();
    for (String dim : line.substring(open + 1, close).split(",", -1)) {
      if (!dim.isBlank()) {
        dims.add(Long.parseLong(dim.strip()));
      }
    }
    if (age == Age.TODAY) {
      ByteArrayOutputStream shape = new ByteArrayOutputStream();
      dims.forEach(dim -> {
        varint(shape, 1 << 3);
        varint(shape, dim);
      });
      field(blob, 7, shape.toByteArray());
    } else {
      for (int i = 0; i < 4; i++) {
        varint(blob, (long) (i + 1) << 3);
        int missing = 4 - dims.size();
        varint(blob, i < missing ? 1 : dims.get(i - missing));
      }
    }
    String[] numbers = line.substring(close + 1).strip().split(" +", -1);
    ByteBuffer data = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (String number : numbers) {
      data.putFloat(Float.parseFloat(number));
    }
    field(blob, 5, data.array());
    return blob.toByteArray();
  }

  static void field(ByteArrayOutputStream out, int number, byte[] bytes) {
    varint(out, (long) number << 3 | 2);
    varint(out, bytes.length);
    out.writeBytes(bytes);
  }

  static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
