package nacre.ir;

import nacre.source.Source;
import nacre.source.Span;

/** Cuts the textual IR into tokens; blanks and line ends only separate. */
final class IrLexer {
  enum Kind {
    NAME, NUMBER, TEXT, MARK, END
  }

  /** @param text the characters; of a {@code TEXT} what they stand for */
  record Token(Kind kind, String text, int from, int to) {
    boolean is(String mark) {
      return (kind == Kind.MARK || kind == Kind.NAME) && text.equals(mark);
    }

    /** What a message calls it. */
    String shown() {
      return kind == Kind.END ? "the end of the text" : kind == Kind.TEXT ? Attr.quote(text) : "`" + text + "`";
    }
  }

  private final Source source;
  private final String text;
  private int at;

  IrLexer(Source source) {
    this.source = source;
    this.text = source.text();
  }

  Span span(Token token) {
    return source.span(token.from(), token.to());
  }

  Token next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return new Token(Kind.END, "", at, at);
    }
    char c = text.charAt(at);
    if (c == '"') {
      return quoted();
    }
    int from = at;
    if (isDigit(c)) {
      number();
      return new Token(Kind.NUMBER, text.substring(from, at), from, at);
    }
    if (isLetter(c)) {
      name();
      return new Token(Kind.NAME, text.substring(from, at), from, at);
    }
    at += text.startsWith("//", at) || text.startsWith("<=", at) ? 2 : 1;
    return new Token(Kind.MARK, text.substring(from, at), from, at);
  }

  /** Digits, perhaps with a fraction and an exponent. */
  private void number() {
    digits();
    if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
      at++;
      digits();
    }
    int exponent = at + 1 < text.length() && text.charAt(at + 1) == '-' ? at + 2 : at + 1;
    if (exponent < text.length() && (text.charAt(at) | 0x20) == 'e' && isDigit(text.charAt(exponent))) {
      at = exponent;
      digits();
    }
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  /** Segments joined by points. */
  private void name() {
    while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)) || isJoint())) {
      at++;
    }
  }

  private boolean isJoint() {
    return text.charAt(at) == '.' && at + 1 < text.length()
        && (isLetter(text.charAt(at + 1)) || isDigit(text.charAt(at + 1)));
  }

  private Token quoted() {
    int from = at++;
    StringBuilder content = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      char c = text.charAt(at++);
      content.append(c == '\\' ? escape(from) : c);
    }
    if (at == text.length() || text.charAt(at) != '"') {
      throw new IrParseException(source.span(from, at), "found a text without its closing quote");
    }
    at++;
    return new Token(Kind.TEXT, content.toString(), from, at);
  }

  private char escape(int from) {
    char c = at < text.length() ? text.charAt(at++) : '\0';
    if (c == '"' || c == '\\') {
      return c;
    }
    if (c == 'u' && at + 4 <= text.length()
        && text.substring(at, at + 4).chars().allMatch(h -> Character.digit(h, 16) >= 0)) {
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }
    throw new IrParseException(source.span(from, at),
        "found an unknown escape, required \\\", \\\\ or \\u with four digits");
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c > 0x7f && Character.isLetter(c);
  }
}
