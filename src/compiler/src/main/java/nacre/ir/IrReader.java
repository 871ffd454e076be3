package nacre.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import nacre.ir.IrLexer.Kind;
import nacre.ir.IrLexer.Token;
import nacre.source.Source;
import nacre.source.Span;

/** A cursor over the tokens of a textual IR, one token ahead. */
final class IrReader {
  private static final int DEEPEST = 64;

  private final IrLexer lexer;
  private Token next;
  private int depth;

  IrReader(Source source) {
    this.lexer = new IrLexer(source);
    this.next = lexer.next();
  }

  boolean at(String mark) {
    return next.is(mark);
  }

  boolean at(Kind kind) {
    return next.kind() == kind;
  }

  Token peek() {
    return next;
  }

  Token take() {
    Token taken = next;
    next = lexer.next();
    return taken;
  }

  /** Takes the mark if it is next. */
  boolean accept(String mark) {
    boolean found = at(mark);
    if (found) {
      take();
    }
    return found;
  }

  void expect(String mark) {
    if (!accept(mark)) {
      throw unexpected("`" + mark + "`");
    }
  }

  /** A name or path, bare or quoted. */
  String name(String what) {
    if (!at(Kind.NAME) && !at(Kind.TEXT)) {
      throw unexpected(what);
    }
    return take().text();
  }

  String text(String what) {
    if (!at(Kind.TEXT)) {
      throw unexpected(what);
    }
    return take().text();
  }

  /** A whole number, perhaps negative. */
  long integer(String what) {
    Token first = next;
    String sign = accept("-") ? "-" : "";
    if (!at(Kind.NUMBER)) {
      throw unexpected(what);
    }
    String digits = take().text();
    try {
      return Long.parseLong(sign + digits);
    } catch (NumberFormatException e) {
      throw error(first, "found " + sign + digits + ", required " + what + " that fits into 64 bits");
    }
  }

  int smallInteger(String what) {
    Token first = next;
    long value = integer(what);
    if (value != (int) value) {
      throw error(first, "found " + value + ", required " + what + " that fits into 32 bits");
    }
    return (int) value;
  }

  /** Items separated by commas up to the closing mark; the opening one is taken already. */
  <T> List<T> list(String close, Supplier<T> item) {
    List<T> items = new ArrayList<>();
    if (!accept(close)) {
      do {
        items.add(item.get());
      } while (accept(","));
      expect(close);
    }
    return items;
  }

  /** Reads something that may hold itself, to a depth that no honest text reaches. */
  <T> T nested(Supplier<T> inner) {
    if (++depth > DEEPEST) {
      throw error(next, "found more than " + DEEPEST + " levels of nesting");
    }
    T result = inner.get();
    depth--;
    return result;
  }

  /** Does something that may refuse what was read since {@code first}. */
  <T> T checked(Token first, Supplier<T> action) {
    try {
      return action.get();
    } catch (TypeError e) {
      throw error(first, e.text());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw error(first, String.valueOf(e.getMessage()));
    }
  }

  IrParseException unexpected(String required) {
    return error(next, "found " + next.shown() + ", required " + required);
  }

  IrParseException error(Token token, String message) {
    return new IrParseException(span(token), message);
  }

  Span span(Token token) {
    return lexer.span(token);
  }
}
