package nacre.caffe.text;

import nacre.ir.Attr;
import nacre.source.Span;

/**
 * A string, a word or a number.
 *
 * @param text what the string says; a word or number as it is written, with its sign
 */
public record TextScalar(Kind kind, String text, Span span) implements TextValue {
  /** How it is written. */
  public enum Kind {
    STRING, WORD, NUMBER
  }

  /** For messages. */
  public String quoted() {
    return kind == Kind.STRING ? Attr.quote(text) : "`" + text + "`";
  }
}
