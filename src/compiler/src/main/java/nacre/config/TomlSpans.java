package nacre.config;

import nacre.source.Source;
import nacre.source.Span;
import org.tomlj.TomlPosition;

/**
 * Places in a TOML text. The parser knows where keys and values begin, in code points; where one ends is read off the text,
 * which only decides how far it is underlined.
 */
final class TomlSpans {
  private static final String AFTER_KEY = "=]#\r\n";
  private static final String AFTER_VALUE = ",]}#\r\n";

  private final Source text;

  TomlSpans(Source text) {
    this.text = text;
  }

  /** The point at a position; the end of the line for one beyond it. */
  Span at(TomlPosition position) {
    int offset = offset(position);
    return text.span(offset, offset);
  }

  /** A key with its dots, or the header of a table. */
  Span key(TomlPosition position) {
    int from = offset(position);
    int to = end(from, AFTER_KEY);
    while (text.text().startsWith("[", from) && text.text().startsWith("]", to)) {
      to++;
    }
    return text.span(from, to);
  }

  /** A value; of a list, what comes before its first comma. */
  Span value(TomlPosition position) {
    int from = offset(position);
    return text.span(from, end(from, AFTER_VALUE));
  }

  private int offset(TomlPosition position) {
    int line = Math.min(position.line(), text.lineCount());
    String content = text.line(line);
    int before = Math.clamp(position.column() - 1L, 0, content.codePointCount(0, content.length()));
    return text.offset(line, content.offsetByCodePoints(0, before) + 1);
  }

  /** Where the first of some letters stands outside of quotes, or the line ends; without the white space before it. */
  private int end(int from, String after) {
    String all = text.text();
    char quote = 0;
    int to = from;
    while (to < all.length() && all.charAt(to) != '\n' && (quote != 0 || after.indexOf(all.charAt(to)) < 0)) {
      char letter = all.charAt(to);
      if (quote == 0 && (letter == '"' || letter == '\'')) {
        quote = letter;
      } else if (letter == quote) {
        quote = 0;
      } else if (quote == '"' && letter == '\\') {
        to++;
      }
      to++;
    }
    to = Math.min(to, all.length());
    while (to > from && Character.isWhitespace(all.charAt(to - 1))) {
      to--;
    }
    return to;
  }
}
