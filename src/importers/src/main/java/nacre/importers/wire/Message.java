package nacre.importers.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one protobuf message, one after the other. Nothing is copied: what is long stays a slice of the file. No
 * length is believed that reaches beyond the message around it.
 */
public final class Message {
  private static final int MOST_DEPTH = 64;
  private static final int MOST_TEXT = 1 << 20;

  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH = 2;
  private static final int FOUR_BYTES = 5;

  private final MemorySegment bytes;
  private final long start;
  private final int depth;
  private long at;
  private int field;
  private int wire;

  private Message(MemorySegment bytes, long start, int depth) {
    this.bytes = bytes;
    this.start = start;
    this.depth = depth;
  }

  /** The outermost message of a file. */
  public static Message of(MemorySegment file) {
    return new Message(file, 0, 0);
  }

  /** Moves to the next field; false at the end. The content of a field is read or skipped before the next. */
  public boolean next() {
    if (at == bytes.byteSize()) {
      return false;
    }
    long key = rawVarint();
    field = (int) (key >>> 3);
    wire = (int) (key & 7);
    if (key >>> 3 == 0 || key >>> 32 != 0 || !(wire == VARINT || wire == EIGHT_BYTES || wire == LENGTH
        || wire == FOUR_BYTES)) {
      throw problem("found the field key " + key + ", required one of a protobuf message");
    }
    return true;
  }

  public int field() {
    return field;
  }

  public long varint() {
    require(VARINT);
    return rawVarint();
  }

  public float real() {
    require(FOUR_BYTES);
    return Float.intBitsToFloat(bytes.get(Numbers.INT, advance(4)));
  }

  public String text() {
    MemorySegment text = slice();
    if (text.byteSize() > MOST_TEXT) {
      throw problem("found a name of " + text.byteSize() + " bytes, required " + MOST_TEXT + " at most");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.toArray(ValueLayout.JAVA_BYTE)))
          .toString();
    } catch (CharacterCodingException e) {
      throw problem("found a name that is no UTF-8");
    }
  }

  /** The content of a field that has a length. */
  public MemorySegment slice() {
    require(LENGTH);
    long length = rawVarint();
    return bytes.asSlice(advance(length), length);
  }

  public Message message() {
    if (depth == MOST_DEPTH) {
      throw problem("found messages inside one another more than " + MOST_DEPTH + " deep");
    }
    MemorySegment inner = slice();
    return new Message(inner, start + at - inner.byteSize(), depth + 1);
  }

  /** Adds one number of a repeated field, or all of a packed one, as slices of the file. */
  public void numbers(List<MemorySegment> into) {
    if (wire == LENGTH) {
      into.add(slice());
      return;
    }
    long from = at;
    skip();
    into.add(bytes.asSlice(from, at - from));
  }

  /** Adds one whole number of a repeated field, or all of a packed one. */
  public void varints(List<Long> into) {
    List<MemorySegment> slices = new ArrayList<>();
    numbers(slices);
    for (MemorySegment slice : slices) {
      Message packed = new Message(slice, start + at - slice.byteSize(), depth);
      while (packed.at < slice.byteSize()) {
        into.add(packed.rawVarint());
      }
    }
  }

  /** Adds one real number of a repeated field, or all of a packed one. */
  public void reals(List<Float> into) {
    List<MemorySegment> slices = new ArrayList<>();
    numbers(slices);
    for (MemorySegment slice : slices) {
      if (slice.byteSize() % 4 != 0) {
        throw problem("found " + slice.byteSize() + " bytes of 32-bit numbers");
      }
      for (long i = 0; i < slice.byteSize(); i += 4) {
        into.add(Float.intBitsToFloat(slice.get(Numbers.INT, i)));
      }
    }
  }

  public void skip() {
    switch (wire) {
      case VARINT -> rawVarint();
      case EIGHT_BYTES -> advance(8);
      case FOUR_BYTES -> advance(4);
      default -> slice();
    }
  }

  public MalformedException problem(String what) {
    return new MalformedException(start + at, what);
  }

  private void require(int kind) {
    if (wire != kind) {
      throw problem("field " + field + " has the wire type " + wire + ", required " + kind);
    }
  }

  private long advance(long length) {
    if (length < 0 || length > bytes.byteSize() - at) {
      throw problem("found a length of " + Long.toUnsignedString(length) + " bytes where " + (bytes.byteSize() - at)
          + " are left");
    }
    long from = at;
    at += length;
    return from;
  }

  private long rawVarint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte next = bytes.get(ValueLayout.JAVA_BYTE, advance(1));
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw problem("found a number of more than 10 bytes");
  }
}
