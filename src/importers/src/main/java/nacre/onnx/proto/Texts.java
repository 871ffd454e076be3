package nacre.onnx.proto;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Byte strings of attributes, which are texts in all operators that Nacre knows. */
final class Texts {
  private static final int MOST = 1 << 20;

  private Texts() {}

  /** The text; what is no UTF-8 is replaced, and what is longer than any word or equation is cut. */
  static String lenient(MemorySegment bytes) {
    byte[] all = bytes.asSlice(0, Math.min(MOST, bytes.byteSize())).toArray(ValueLayout.JAVA_BYTE);
    return new String(all, StandardCharsets.UTF_8);
  }
}
