package nacre.onnx.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A protobuf message in the making: fields one after the other, by their numbers. */
final class Wire {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int FOUR_BYTES = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  int size() {
    return out.size();
  }

  byte[] toArray() {
    return out.toByteArray();
  }

  /** Fields that have been written elsewhere. */
  Wire raw(byte[] fields) {
    out.writeBytes(fields);
    return this;
  }

  Wire number(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  Wire real(int field, float value) {
    key(field, FOUR_BYTES);
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
    return this;
  }

  Wire text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  Wire texts(int field, List<String> texts) {
    texts.forEach(text -> text(field, text));
    return this;
  }

  Wire message(int field, Wire message) {
    return bytes(field, message.toArray());
  }

  Wire bytes(int field, byte[] content) {
    head(field, content.length);
    out.writeBytes(content);
    return this;
  }

  /** The key and the length of a field whose content is written elsewhere. */
  Wire head(int field, long length) {
    key(field, LENGTH);
    varint(length);
    return this;
  }

  /** An entry of a list of names and values. */
  Wire entry(int field, String key, String value) {
    return message(field, new Wire().text(1, key).text(2, value));
  }

  private void key(int field, int wire) {
    varint((long) field << 3 | wire);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
