package nacre.picture;

import nacre.source.Visible;

/** Makes any text plain for Graphviz. */
final class DotEscapes {
  private static final int WIDEST = 160;
  private static final char LIKE_BACKSLASH = '\u2216';

  private DotEscapes() {}

  /**
   * A line between the quotes of a label: quotes and backslashes are escaped, so that {@code \N} is two characters, and an
   * ampersand does not begin an entity.
   */
  static String label(String line) {
    return plain(line).replace("&", "&amp;").replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /**
   * The same for a tooltip. Graphviz looks for escapes there too, and versions differ in how often, so a sign that looks like a
   * backslash stands for it.
   */
  static String tooltip(String line) {
    return plain(line).replace("&", "&amp;").replace('\\', LIKE_BACKSLASH).replace("\"", "&quot;");
  }

  /** The same in one of Graphviz's HTML-like labels. */
  static String html(String line) {
    return tooltip(line).replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Without what steers, and not longer than can be read. */
  private static String plain(String line) {
    String clean = Visible.text(line);
    return clean.codePointCount(0, clean.length()) <= WIDEST ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, WIDEST)) + " ...";
  }
}
