package nacre.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A protobuf message in the making. */
public final class Bytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public byte[] toArray() {
    return out.toByteArray();
  }

  public Bytes number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  public Bytes real(int field, float value) {
    varint((long) field << 3 | 5);
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
    return this;
  }

  public Bytes text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  public Bytes message(int field, Bytes message) {
    return bytes(field, message.toArray());
  }

  public Bytes bytes(int field, byte[] content) {
    head(field, content.length);
    out.writeBytes(content);
    return this;
  }

  /** A field whose content comes later. */
  public Bytes head(int field, long length) {
    varint((long) field << 3 | 2);
    varint(length);
    return this;
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
