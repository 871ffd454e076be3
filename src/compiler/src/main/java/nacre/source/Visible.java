package nacre.source;

/** Makes characters that steer a terminal, or that cannot be seen, visible as escapes such as {@code \}{@code u001b}. */
public final class Visible {
  private Visible() {}

  /** {@code text} with every steering character replaced; tabs and line ends too. */
  public static String text(String text) {
    int clean = 0;
    while (clean < text.length() && isPlain(text.charAt(clean))) {
      clean++;
    }
    if (clean == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> out.append(character(c)));
    return out.toString();
  }

  /** A code point as itself or as its escape. */
  static String character(int codePoint) {
    if (!steers(codePoint)) {
      return Character.toString(codePoint);
    }
    return codePoint < 0x10000 ? "\\u%04x".formatted(codePoint) : "\\u{%x}".formatted(codePoint);
  }

  /** How many columns of a terminal a code point takes that is shown as itself. */
  static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f;
  }

  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED, Character.PRIVATE_USE -> true;
      default -> false;
    };
  }

  /** East Asian wide and fullwidth blocks, and emoji. */
  private static boolean isWide(int c) {
    return c >= 0x1100 && c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3
        || c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60
        || c >= 0xffe0 && c <= 0xffe6 || c >= 0x1f300 && c <= 0x1faff || c >= 0x20000 && c <= 0x3fffd;
  }
}
