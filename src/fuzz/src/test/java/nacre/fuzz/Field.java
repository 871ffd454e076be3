package nacre.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A field of a protobuf message that can be changed: a number, bytes, or the fields of a message inside. */
final class Field {
  /** Which fields are messages, by the kind of message around them: `graph.1` is a node. */
  private static final Map<String, String> MESSAGES = Map.ofEntries(Map.entry("model.7", "graph"),
      Map.entry("model.8", "opset"), Map.entry("model.25", "function"), Map.entry("graph.1", "node"),
      Map.entry("graph.5", "tensor"), Map.entry("graph.11", "value"), Map.entry("graph.12", "value"),
      Map.entry("node.5", "attribute"), Map.entry("attribute.5", "tensor"), Map.entry("attribute.6", "graph"),
      Map.entry("value.2", "type"), Map.entry("type.1", "tensortype"), Map.entry("tensortype.2", "shape"),
      Map.entry("shape.1", "dim"), Map.entry("tensor.13", "entry"), Map.entry("function.7", "node"),
      Map.entry("function.9", "opset"), Map.entry("function.11", "attribute"));

  /** The kind of message around it and its number in there. */
  final String place;
  private final long key;
  long number;
  byte[] bytes = {};
  final List<Field> fields = new ArrayList<>();

  private Field(String around, long key) {
    this.place = around + "." + (key >>> 3);
    this.key = key;
  }

  /** A field that holds a number. */
  static Field of(String around, int field, long number) {
    Field made = new Field(around, (long) field << 3);
    made.number = number;
    return made;
  }

  /** A field that holds bytes, or a message of these fields if its place says so. */
  static Field of(String around, int field, byte[] bytes, Field... fields) {
    Field made = new Field(around, (long) field << 3 | 2);
    made.bytes = bytes;
    made.fields.addAll(List.of(fields));
    return made;
  }

  /** What kind of message it holds. */
  Optional<String> message() {
    return Optional.ofNullable(MESSAGES.get(place));
  }

  boolean isNumber() {
    return (key & 7) == 0;
  }

  boolean isText() {
    return (key & 7) == 2 && message().isEmpty();
  }

  /** The fields of a message that a test made, which is sound. */
  static List<Field> read(String kind, byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (in.hasRemaining()) {
      Field field = new Field(kind, varint(in));
      switch ((int) (field.key & 7)) {
        case 0 -> field.number = varint(in);
        case 2 -> field.content(bytes(in, (int) varint(in)));
        default -> field.bytes = bytes(in, 4);
      }
      fields.add(field);
    }
    return fields;
  }

  private void content(byte[] content) {
    Optional<String> kind = message();
    if (kind.isPresent()) {
      fields.addAll(read(kind.get(), content));
    } else {
      bytes = content;
    }
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0;; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  static byte[] write(List<Field> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Field field : fields) {
      varint(out, field.key);
      if (field.isNumber()) {
        varint(out, field.number);
        continue;
      }
      byte[] content = field.message().isPresent() ? write(field.fields) : field.bytes;
      if ((field.key & 7) == 2) {
        varint(out, content.length);
      }
      out.writeBytes(content);
    }
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  Field copy() {
    Field copy = new Field(place.substring(0, place.indexOf('.')), key);
    copy.number = number;
    copy.bytes = bytes.clone();
    fields.forEach(field -> copy.fields.add(field.copy()));
    return copy;
  }
}
