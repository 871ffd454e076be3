package nacre.source;

import java.util.Arrays;

/**
 * A named text with an index of its lines. Lines end with a line feed, a carriage return, or both in that order.
 *
 * <p>Offsets count UTF-16 units from 0; positions (line and column) count from 1.
 */
public final class Source {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  private Source(String name, String text) {
    this.name = name;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  /** @param name what diagnostics call it: the path as the user gave it */
  public static Source of(String name, String text) {
    return new Source(name, text);
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /** At least 1; a text that ends with a line end has an empty last line. */
  public int lineCount() {
    return lineStarts.length;
  }

  /** The text of a line without its end; empty for a line that the text does not have. */
  public String line(int line) {
    if (line < 1 || line > lineStarts.length) {
      return "";
    }
    return text.substring(lineStarts[line - 1], endOfLine(line));
  }

  /** The offset of a position; a position outside the text becomes the nearest one inside. */
  public int offset(int line, int column) {
    if (line < 1) {
      return 0;
    }
    if (line > lineStarts.length) {
      return text.length();
    }
    int start = lineStarts[line - 1];
    int limit = line == lineStarts.length ? text.length() : lineStarts[line];
    return (int) Math.min(start + Math.max(0L, column - 1L), limit);
  }

  /** The span of the characters {@code from} to {@code to - 1}. */
  public Span span(int from, int to) {
    int line = lineAt(from);
    int endLine = lineAt(to);
    return new Span(name, line, from - lineStarts[line - 1] + 1, endLine, to - lineStarts[endLine - 1] + 1);
  }

  /** The characters of a span of this source. */
  public String slice(Span span) {
    return text.substring(offset(span.line(), span.column()), offset(span.endLine(), span.endColumn()));
  }

  @Override
  public String toString() {
    return name;
  }

  private int lineAt(int offset) {
    if (offset < 0 || offset > text.length()) {
      throw new IndexOutOfBoundsException("offset %d in a text of %d".formatted(offset, text.length()));
    }
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private int endOfLine(int line) {
    int end = line == lineStarts.length ? text.length() : lineStarts[line];
    int start = lineStarts[line - 1];
    while (end > start && isLineEnd(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
      if (ends) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }
}
