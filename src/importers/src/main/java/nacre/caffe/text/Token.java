package nacre.caffe.text;

/**
 * A word, number, string or single character of a text, or its end.
 *
 * @param from the offset of its first character
 * @param to   the offset after its last one
 */
record Token(Kind kind, int from, int to) {
  /** What begins with which character. */
  enum Kind {
    WORD, NUMBER, STRING, SIGN, END
  }

  boolean is(CharSequence text, char sign) {
    return kind == Kind.SIGN && text.charAt(from) == sign;
  }
}
