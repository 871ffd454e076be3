package nacre.ir;

import nacre.source.Span;

/** A text that is no graph, with the place where that shows. */
public final class IrParseException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Span span;
  private final String text;

  IrParseException(Span span, String text) {
    super(span + ": " + text);
    this.span = span;
    this.text = text;
  }

  public Span span() {
    return span;
  }

  /** The message without its place. */
  public String text() {
    return text;
  }
}
