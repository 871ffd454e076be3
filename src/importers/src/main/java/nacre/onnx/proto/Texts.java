package nacre.onnx.proto;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import nacre.importers.wire.Message;

/** Byte strings of attributes, which are texts in all operators that Nacre knows. */
final class Texts {
  private static final int MOST = 1 << 20;
  /** What is longer is no fact that anybody reads. */
  private static final int MOST_FACT = 1 << 26;

  private Texts() {}

  /** An entry of a list of names and values; a value may be long. */
  static void entry(Message message, Map<String, String> into) {
    String key = "";
    MemorySegment value = MemorySegment.ofArray(new byte[0]);
    while (message.next()) {
      switch (message.field()) {
        case 1 -> key = message.text();
        case 2 -> value = message.slice();
        default -> message.skip();
      }
    }
    if (value.byteSize() <= MOST_FACT) {
      into.put(key, new String(value.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
    }
  }

  /** The text; what is no UTF-8 is replaced, and what is longer than any word or equation is cut. */
  static String lenient(MemorySegment bytes) {
    byte[] all = bytes.asSlice(0, Math.min(MOST, bytes.byteSize())).toArray(ValueLayout.JAVA_BYTE);
    return new String(all, StandardCharsets.UTF_8);
  }
}
