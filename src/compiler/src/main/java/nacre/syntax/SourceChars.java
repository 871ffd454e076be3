package nacre.syntax;

import nacre.source.Source;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/** The UTF-16 units of a stretch of a source, so that token offsets are offsets in the source. */
final class SourceChars implements CharStream {
  private final Source source;
  private final String text;
  private final int end;
  private int at;

  SourceChars(Source source, int from, int to) {
    this.source = source;
    this.text = source.text();
    this.at = from;
    this.end = to;
  }

  @Override
  public void consume() {
    if (at >= end) {
      throw new IllegalStateException("at the end of " + source);
    }
    at++;
  }

  @Override
  public int LA(int distance) {
    int offset = distance > 0 ? at + distance - 1 : at + distance;
    return offset < 0 || offset >= end ? IntStream.EOF : text.charAt(offset);
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {
    // Everything stays in memory: there is nothing to release.
  }

  @Override
  public int index() {
    return at;
  }

  @Override
  public void seek(int index) {
    at = index;
  }

  @Override
  public int size() {
    return end;
  }

  @Override
  public String getSourceName() {
    return source.name();
  }

  @Override
  public String getText(Interval interval) {
    return interval.b < interval.a ? "" : text.substring(interval.a, interval.b + 1);
  }
}
