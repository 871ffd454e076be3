package nacre.kernels.weights;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Names of tensors: UTF-8 in files, and free of control characters in messages. */
final class Names {

  private static final int LONGEST_SHOWN = 200;

  private Names() {}

  /** The text whose UTF-8 bytes are the characters of {@code bytes}. */
  static String decode(CharSequence bytes) {
    byte[] utf8 = bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException broken) {
      throw new WeightsException("the header holds a string that is not UTF-8", broken);
    }
  }

  /** Appends the UTF-8 bytes of a code point, one character per byte. */
  static void encode(int codePoint, StringBuilder bytes) {
    for (byte one : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      bytes.append((char) (one & 0xff));
    }
  }

  /** The name with control characters shown as escapes, shortened when very long. */
  static String visible(String name) {
    var shown = new StringBuilder();
    name.codePoints().limit(LONGEST_SHOWN).forEach(point -> {
      boolean plain = !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT;
      shown.append(plain ? Character.toString(point) : "\\u{%x}".formatted(point));
    });
    return name.length() > LONGEST_SHOWN ? shown + "..." : shown.toString();
  }

  /** The name as a JSON string. */
  static String quoted(String name) {
    var json = new StringBuilder("\"");
    for (char unit : name.toCharArray()) {
      if (unit == '"' || unit == '\\') {
        json.append('\\').append(unit);
      } else if (unit < ' ') {
        json.append("\\u%04x".formatted((int) unit));
      } else {
        json.append(unit);
      }
    }
    return json.append('"').toString();
  }
}
