package nacre.caffe.text;

import nacre.source.Span;

/** Something that is wrong at a place of a text. */
public final class LocatedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Span span;

  public LocatedException(Span span, String message) {
    super(message, null, false, false);
    this.span = span;
  }

  public Span span() {
    return span;
  }

  /** {@code file:line:column: message}. */
  public String text() {
    return span + ": " + getMessage();
  }
}
