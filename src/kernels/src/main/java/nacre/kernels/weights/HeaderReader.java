package nacre.kernels.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the part of JSON that a safetensors header is made of: objects of objects, strings and lists of whole numbers.
 *
 * <p>Errors name the byte of the file. Nesting is fixed by the format, so nothing here recurses; memory is bounded by the
 * length of the header.
 */
final class HeaderReader {

  /** What the header says about one tensor, unchecked. */
  record Entry(String dtype, List<Long> shape, List<Long> offsets) {}

  private static final int BEFORE_HEADER = 8;

  private final String text;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private int at;

  private HeaderReader(String text) {
    this.text = text;
  }

  /** Reads a header; {@code text} has one character per byte (ISO-8859-1), so that places in it are places in the file. */
  static HeaderReader read(String text) {
    var reader = new HeaderReader(text);
    reader.members(reader::topLevel);
    reader.blanks();
    if (reader.at < text.length()) {
      throw reader.error("text after the header's closing brace");
    }
    return reader;
  }

  Map<String, Entry> entries() {
    return entries;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  private void topLevel(String key) {
    if (key.equals("__metadata__")) {
      members(name -> {
        if (metadata.put(name, string()) != null) {
          throw error("the metadata has two `" + Names.visible(name) + "`");
        }
      });
    } else if (entries.put(key, entry(key)) != null) {
      throw error("two tensors are named `" + Names.visible(key) + "`");
    }
  }

  private Entry entry(String tensor) {
    var fields = new LinkedHashMap<String, Object>();
    members(name -> {
      Object value = switch (name) {
        case "dtype" -> string();
        case "shape", "data_offsets" -> numbers();
        default -> throw error("tensor `" + Names.visible(tensor) + "` has a field `" + Names.visible(name)
            + "`, required are dtype, shape and data_offsets");
      };
      if (fields.put(name, value) != null) {
        throw error("tensor `" + Names.visible(tensor) + "` has two fields `" + name + "`");
      }
    });
    if (fields.get("dtype") instanceof String dtype && fields.get("shape") instanceof Numbers shape
        && fields.get("data_offsets") instanceof Numbers offsets) {
      return new Entry(dtype, shape.values(), offsets.values());
    }
    throw error("tensor `" + Names.visible(tensor) + "` lacks one of dtype, shape and data_offsets");
  }

  private record Numbers(List<Long> values) {}

  /** Takes the value that follows a key. */
  @FunctionalInterface
  private interface Member {
    void read(String key);
  }

  private void members(Member member) {
    expect('{');
    if (accept('}')) {
      return;
    }
    do {
      blanks();
      String key = string();
      expect(':');
      member.read(key);
    } while (accept(','));
    expect('}');
  }

  private Numbers numbers() {
    var values = new ArrayList<Long>();
    expect('[');
    if (accept(']')) {
      return new Numbers(values);
    }
    do {
      values.add(number());
    } while (accept(','));
    expect(']');
    return new Numbers(values);
  }

  private long number() {
    blanks();
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from || at - from > 18) {
      at = from;
      throw error("required a whole number from 0 to 10^18");
    }
    return Long.parseLong(text, from, at, 10);
  }

  private String string() {
    blanks();
    expect('"');
    var bytes = new StringBuilder();
    while (true) {
      char next = take();
      if (next == '"') {
        return Names.decode(bytes);
      }
      if (next == '\\') {
        escape(bytes);
      } else if (next < ' ') {
        at--;
        throw error("a control character inside a string");
      } else {
        bytes.append(next);
      }
    }
  }

  private void escape(StringBuilder bytes) {
    char kind = take();
    switch (kind) {
      case '"', '\\', '/' -> bytes.append(kind);
      case 'b' -> bytes.append('\b');
      case 'f' -> bytes.append('\f');
      case 'n' -> bytes.append('\n');
      case 'r' -> bytes.append('\r');
      case 't' -> bytes.append('\t');
      case 'u' -> Names.encode(codePoint(), bytes);
      default -> throw error("an unknown escape in a string");
    }
  }

  private int codePoint() {
    char first = unit();
    if (!Character.isHighSurrogate(first)) {
      return first;
    }
    if (take() != '\\' || take() != 'u') {
      throw error("half of a surrogate pair in a string");
    }
    char second = unit();
    if (!Character.isLowSurrogate(second)) {
      throw error("half of a surrogate pair in a string");
    }
    return Character.toCodePoint(first, second);
  }

  private char unit() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(take(), 16);
      if (digit < 0) {
        throw error("required four hexadecimal digits");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  private char take() {
    if (at >= text.length()) {
      throw error("the header ends too early");
    }
    return text.charAt(at++);
  }

  private boolean accept(char wanted) {
    blanks();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    if (!accept(wanted)) {
      throw error("required `" + wanted + "`");
    }
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private WeightsException error(String what) {
    return new WeightsException("byte " + (BEFORE_HEADER + at) + ": " + what);
  }
}
