package nacre.source;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a source as a terminal shows it, and the underline of a span in it. Long lines are cut around the span;
 * tabs become spaces; steering characters become escapes.
 */
record Snippet(String line, String underline) {
  private static final int WIDTH = 110;
  private static final int BEFORE = 40;
  /** No more of a line than this on each side of the span's start is looked at. */
  private static final int NEAR = 400;
  private static final int TAB = 4;
  private static final String CUT = "...";

  private record Cell(String text, int width) {}

  static Snippet of(Source source, Span span) {
    String line = source.line(span.line());
    int from = Math.min(span.column() - 1, line.length());
    int to =
        span.endLine() > span.line() ? line.stripTrailing().length() : Math.min(span.endColumn() - 1, line.length());
    int first = Math.max(0, from - NEAR);
    String near = line.substring(first, Math.min(line.length(), from + NEAR));
    int end = Math.clamp(to - first, from - first, near.length());
    boolean whole = near.length() == line.length();
    return cut(cells(near), whole, near.codePointCount(0, from - first), near.codePointCount(0, end));
  }

  private static Snippet cut(List<Cell> cells, boolean whole, int from, int to) {
    if (whole && width(cells, 0, cells.size()) <= WIDTH) {
      return show("", cells, 0, cells.size(), from, to, "");
    }
    int first = from;
    while (first > 0 && width(cells, first - 1, from) <= BEFORE) {
      first--;
    }
    int last = first;
    while (last < cells.size() && width(cells, first, last + 1) <= WIDTH) {
      last++;
    }
    return show(first > 0 ? CUT : "", cells, first, last, from, to, last < cells.size() ? CUT : "");
  }

  private static Snippet show(String before, List<Cell> cells, int first, int last, int from, int to, String after) {
    StringBuilder line = new StringBuilder(before);
    cells.subList(first, last).forEach(cell -> line.append(cell.text));
    int marked = Math.max(1, width(cells, from, Math.max(from, Math.min(to, last))));
    String underline = " ".repeat(before.length() + width(cells, first, from)) + "^" + "~".repeat(marked - 1);
    return new Snippet(line.append(after).toString().stripTrailing(), underline);
  }

  private static List<Cell> cells(String line) {
    List<Cell> cells = new ArrayList<>(line.length());
    int column = 0;
    for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
      Cell cell = cell(line.codePointAt(i), column);
      cells.add(cell);
      column += cell.width;
    }
    return cells;
  }

  private static Cell cell(int c, int column) {
    if (c == '\t') {
      int spaces = TAB - column % TAB;
      return new Cell(" ".repeat(spaces), spaces);
    }
    String shown = Visible.character(c);
    boolean itself = shown.codePointCount(0, shown.length()) == 1;
    return new Cell(shown, itself ? Visible.width(c) : shown.length());
  }

  private static int width(List<Cell> cells, int from, int to) {
    int width = 0;
    for (int i = from; i < to; i++) {
      width += cells.get(i).width;
    }
    return width;
  }
}
