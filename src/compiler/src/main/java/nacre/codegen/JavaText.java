package nacre.codegen;

/** Text from a model, made harmless for the inside of a Java comment or documentation. */
final class JavaText {
  private JavaText() {}

  /**
   * One line for a comment. A backslash is doubled, as the compiler reads an escape after an odd number of them even in
   * comments; control and formatting characters are shown as numbers; nothing ends the comment.
   */
  static String comment(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().forEach(point -> append(line, point));
    return line.toString().replace("*/", "* /").replace("/*", "/ *");
  }

  private static void append(StringBuilder line, int point) {
    if (point == '\\') {
      line.append("\\\\");
    } else if (point < 0x7F && point >= ' ' || Character.isLetterOrDigit(point)) {
      line.appendCodePoint(point);
    } else {
      line.append("<").append(Integer.toHexString(point)).append(">");
    }
  }

  /** A string literal in ASCII. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (char unit : text.toCharArray()) {
      if (unit == '"' || unit == '\\') {
        literal.append('\\').append(unit);
      } else if (unit >= ' ' && unit < 0x7F) {
        literal.append(unit);
      } else {
        literal.append((unit < 0x80 ? "\\%03o" : "\\u%04x").formatted((int) unit));
      }
    }
    return literal.append('"').toString();
  }

  /** One line of documentation. */
  static String javadoc(String text) {
    String line = comment(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;");
    return line.replace("{", "&#123;").replace("}", "&#125;");
  }
}
