package nacre.source;

/** Replaces the characters of a span; an empty span inserts, an empty replacement removes. */
public record TextEdit(Span span, String replacement) {
  public static TextEdit insert(Span at, String text) {
    return new TextEdit(at.start(), text);
  }

  public static TextEdit remove(Span span) {
    return new TextEdit(span, "");
  }
}
