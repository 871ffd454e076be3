package nacre.syntax;

import java.util.function.BiConsumer;

/** The values of literals as written. */
final class Literals {
  private Literals() {}

  /**
   * The text that a string stands for.
   *
   * @param written the string between its quotes
   * @param wrong   is told the offset and text of each escape that there is not
   */
  static String unescape(String written, BiConsumer<Integer, String> wrong) {
    if (written.indexOf('\\') < 0) {
      return written;
    }
    StringBuilder out = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c != '\\' || i + 1 == written.length()) {
        out.append(c);
        continue;
      }
      char escaped = written.charAt(++i);
      switch (escaped) {
        case '"', '\\' -> out.append(escaped);
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        default -> wrong.accept(i - 1, written.substring(i - 1, i + 1));
      }
    }
    return out.toString();
  }
}
