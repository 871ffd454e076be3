package nacre.caffe.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a quoted string says. */
final class Escapes {
  private static final String PLAIN = "abfnrtv\\'\"?";
  private static final String MEANING = "\u0007\b\f\n\r\t\u000b\\'\"?";

  private final Tokens tokens;
  private final String text;
  private final int start;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Escapes(Tokens tokens, String text, int start) {
    this.tokens = tokens;
    this.text = text;
    this.start = start;
  }

  /** The contents of a string, which are bytes in UTF-8 where they are escaped too. */
  static String resolved(Tokens tokens, Token string) {
    String quoted = tokens.text(string);
    String inside = quoted.substring(1, quoted.length() - 1);
    return inside.indexOf('\\') < 0 ? inside : new Escapes(tokens, inside, string.from() + 1).run();
  }

  private String run() {
    int at = 0;
    while (at < text.length()) {
      int next = text.indexOf('\\', at);
      int end = next < 0 ? text.length() : next;
      bytes.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
      at = next < 0 ? end : escape(end + 1);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The place behind the escape whose letter stands at {@code at}. */
  private int escape(int at) {
    char letter = text.charAt(at);
    int plain = PLAIN.indexOf(letter);
    if (plain >= 0) {
      bytes.write(MEANING.charAt(plain));
      return at + 1;
    }
    return switch (letter) {
      case 'x', 'X' -> number(at, at + 1, 2, 16);
      case 'u' -> letter(at, 4);
      case 'U' -> letter(at, 8);
      default -> number(at, at, 3, 8);
    };
  }

  private int number(int letter, int from, int most, int radix) {
    int at = from;
    int value = 0;
    while (at < text.length() && at < from + most && Character.digit(text.charAt(at), radix) >= 0) {
      value = value * radix + Character.digit(text.charAt(at), radix);
      at++;
    }
    if (at == from || value > 255) {
      throw invalid(letter);
    }
    bytes.write(value);
    return at;
  }

  private int letter(int at, int digits) {
    int end = at + 1 + digits;
    try {
      int point = end > text.length() ? -1 : Integer.parseUnsignedInt(text.substring(at + 1, end), 16);
      if (Character.isValidCodePoint(point)) {
        bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        return end;
      }
    } catch (NumberFormatException _) {
      throw invalid(at);
    }
    throw invalid(at);
  }

  private LocatedException invalid(int at) {
    return tokens.problem(start + at - 1, start + at + 1,
        "found `\\" + text.charAt(at) + "`, required an escape such as `\\n`, `\\\"`, `\\x20` or `\\040`");
  }
}
