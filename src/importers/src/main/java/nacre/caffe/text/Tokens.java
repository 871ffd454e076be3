package nacre.caffe.text;

import nacre.source.Source;

/** The tokens of a text, one after the other; blanks and comments lie between them. */
final class Tokens {
  private final Source source;
  private final String text;
  private Token current;

  Tokens(Source source) {
    this.source = source;
    this.text = source.text();
    this.current = scan(0);
  }

  Token current() {
    return current;
  }

  boolean at(char sign) {
    return current.is(text, sign);
  }

  boolean at(Token.Kind kind) {
    return current.kind() == kind;
  }

  /** Goes on; the token that was the current one. */
  Token take() {
    Token taken = current;
    current = scan(taken.to());
    return taken;
  }

  boolean takeIf(char sign) {
    if (!at(sign)) {
      return false;
    }
    take();
    return true;
  }

  String text(Token token) {
    return text.substring(token.from(), token.to());
  }

  /** An error at the current token. */
  LocatedException expected(String required) {
    String found = switch (current.kind()) {
      case END -> "the end of the text";
      case STRING -> "a string";
      default -> "`" + shortened(text(current)) + "`";
    };
    return problem(current.from(), current.to(), "found " + found + ", required " + required);
  }

  LocatedException problem(int from, int to, String message) {
    return new LocatedException(source.span(from, to), message);
  }

  private static String shortened(String found) {
    return found.length() <= 40 ? found : found.substring(0, 40) + "...";
  }

  private Token scan(int after) {
    int at = blanks(after);
    if (at == text.length()) {
      return new Token(Token.Kind.END, at, at);
    }
    char c = text.charAt(at);
    if (isWordStart(c)) {
      return new Token(Token.Kind.WORD, at, wordEnd(at));
    }
    if (isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
      return new Token(Token.Kind.NUMBER, at, numberEnd(at));
    }
    if (c == '"' || c == '\'') {
      return new Token(Token.Kind.STRING, at, stringEnd(at));
    }
    return new Token(Token.Kind.SIGN, at, text.offsetByCodePoints(at, 1));
  }

  private int blanks(int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == '#')) {
      if (text.charAt(at) == '#') {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
      } else {
        at++;
      }
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private int wordEnd(int from) {
    int at = from;
    while (at < text.length() && (isWordStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  /** With all that touches it, so that {@code 1x} is one bad number, not two tokens. */
  private int numberEnd(int from) {
    boolean hex = text.startsWith("0x", from) || text.startsWith("0X", from);
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean exponent = !hex && at > from && (c == '-' || c == '+') && "eE".indexOf(text.charAt(at - 1)) >= 0;
      if (!isDigit(c) && !isWordStart(c) && c != '.' && !exponent) {
        return at;
      }
      at++;
    }
    return at;
  }

  private int stringEnd(int from) {
    char quote = text.charAt(from);
    for (int at = from + 1; at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r'; at++) {
      if (text.charAt(at) == quote) {
        return at + 1;
      }
      if (text.charAt(at) == '\\') {
        at++;
      }
    }
    throw problem(from, from + 1, "found a string without an end, required another " + quote + " on its line");
  }
}
