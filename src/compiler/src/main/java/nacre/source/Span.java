package nacre.source;

import java.util.Comparator;

/**
 * A stretch of a text: from a position up to, not including, another one.
 *
 * <p>Lines and columns count from 1; a column counts UTF-16 units, as editors do. An empty span marks a point between two
 * characters.
 *
 * @param file the name of the {@link Source}
 */
public record Span(String file, int line, int column, int endLine, int endColumn) implements Comparable<Span> {
  private static final Comparator<Span> ORDER = Comparator.comparing(Span::file).thenComparingInt(Span::line)
      .thenComparingInt(Span::column).thenComparingInt(Span::endLine).thenComparingInt(Span::endColumn);

  /** @throws IllegalArgumentException for positions below 1, or an end before the start */
  public Span {
    if (line < 1 || column < 1 || isAfter(line, column, endLine, endColumn)) {
      throw new IllegalArgumentException("no span: %d:%d to %d:%d".formatted(line, column, endLine, endColumn));
    }
  }

  /** The empty span at a position. */
  public static Span point(String file, int line, int column) {
    return new Span(file, line, column, line, column);
  }

  /** The last part of the file's path: what does not depend on where the file lies. */
  public String fileName() {
    return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  }

  public boolean isEmpty() {
    return line == endLine && column == endColumn;
  }

  /** Whether every position of {@code other} lies in this span, in the same file. */
  public boolean covers(Span other) {
    return file.equals(other.file) && !isAfter(line, column, other.line, other.column)
        && !isAfter(other.endLine, other.endColumn, endLine, endColumn);
  }

  /** The least span that covers both; they are of one file. */
  public Span to(Span other) {
    if (!file.equals(other.file)) {
      throw new IllegalArgumentException("spans of `%s` and `%s`".formatted(file, other.file));
    }
    Span first = isAfter(line, column, other.line, other.column) ? other : this;
    Span last = isAfter(endLine, endColumn, other.endLine, other.endColumn) ? this : other;
    return new Span(file, first.line, first.column, last.endLine, last.endColumn);
  }

  /** The empty span where this one starts. */
  public Span start() {
    return point(file, line, column);
  }

  /** The empty span where this one ends. */
  public Span end() {
    return point(file, endLine, endColumn);
  }

  /** By file name, then by position. */
  @Override
  public int compareTo(Span other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column}, as compilers print it. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }

  private static boolean isAfter(int line, int column, int otherLine, int otherColumn) {
    return line > otherLine || line == otherLine && column > otherColumn;
  }
}
