package nacre.syntax;

import java.util.ArrayList;
import java.util.List;
import nacre.source.Diagnostic;
import nacre.source.Fix;
import nacre.source.Source;
import nacre.source.Span;
import nacre.source.TextEdit;
import nacre.source.Visible;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Words the errors of single characters and strings, and mends their tokens so that parsing goes on: a broken string is
 * a string, and a character without meaning is skipped.
 */
final class Characters {
  private final Source source;
  private final List<Problem> problems = new ArrayList<>();

  private Characters(Source source) {
    this.source = source;
  }

  static List<Problem> mend(Source source, List<CommonToken> tokens) {
    Characters characters = new Characters(source);
    for (CommonToken token : tokens) {
      switch (token.getType()) {
        case NacreLexer.UNCLOSED -> characters.unclosed(token);
        case NacreLexer.SINGLE -> characters.singleQuoted(token);
        case NacreLexer.OTHER -> characters.meaningless(token);
        default -> {
          // Every other token is what it should be.
        }
      }
    }
    return characters.problems;
  }

  private void unclosed(CommonToken token) {
    problems.add(new Problem(token, SyntaxErrors.error(span(token), "this string is never closed")
        .withNote("a string ends in its line, with `\"`")));
    token.setType(NacreLexer.STRING);
  }

  private void singleQuoted(CommonToken token) {
    Span span = span(token);
    Diagnostic error = SyntaxErrors.error(span, "found a string in single quotes, required double quotes");
    String inside = source.slice(span).substring(1, token.getText().length() - 1);
    if (inside.indexOf('"') < 0 && inside.indexOf('\\') < 0) {
      String replacement = "\"" + inside + "\"";
      error = error.with(new Fix("write `" + replacement + "`", true, List.of(new TextEdit(span, replacement))));
    }
    problems.add(new Problem(token, error));
    token.setType(NacreLexer.STRING);
  }

  private void meaningless(CommonToken token) {
    int at = token.getStartIndex();
    int c = source.text().codePointAt(at);
    Span span = source.span(at, at + Character.charCount(c));
    problems.add(new Problem(token, SyntaxErrors.error(span, message(c, startsLine(at)))));
    token.setChannel(Token.HIDDEN_CHANNEL);
  }

  private static String message(int c, boolean startsLine) {
    return switch (c) {
      case ';' -> "found `;`, required the end of the line: each statement has a line of its own";
      case '\'', '\u201c', '\u201d', '\u2018', '\u2019' ->
          "found `%s`; a string is written in plain double quotes".formatted(Character.toString(c));
      case '\\' -> "found `\\`; a statement goes on in the next line inside `( )` and before `->`, without a mark";
      case '@' -> startsLine
          ? "found `@`; the only annotation is `@allow(rule, \"reason\")`"
          : "found `@`; a matrix product is written `matmul(a, b)`";
      case '&' -> found(c, "and");
      case '!', '~' -> found(c, "not");
      case '^' -> found(c, "**");
      case '\u2192' -> found(c, "->");
      case '\u00d7' -> found(c, "*");
      case '\u2212', '\u2013', '\u2014' -> found(c, "-");
      case '\u2264' -> found(c, "<=");
      case '\u2265' -> found(c, ">=");
      case '\u2260' -> found(c, "!=");
      default -> unknown(c);
    };
  }

  private static String unknown(int c) {
    if (Character.isSpaceChar(c)) {
      return "found the space character U+%04X, required a plain space".formatted(c);
    }
    if (Character.isLetter(c)) {
      return "found `%s`; a name has the letters a to z, digits and `_`".formatted(Character.toString(c));
    }
    return "found `%s`, a character without a meaning here".formatted(Visible.text(Character.toString(c)));
  }

  private static String found(int c, String instead) {
    return "found `%s`, required `%s`".formatted(Character.toString(c), instead);
  }

  private boolean startsLine(int offset) {
    int i = offset - 1;
    while (i >= 0 && (source.text().charAt(i) == ' ' || source.text().charAt(i) == '\t')) {
      i--;
    }
    return i < 0 || source.text().charAt(i) == '\n' || source.text().charAt(i) == '\r';
  }

  private Span span(Token token) {
    return source.span(token.getStartIndex(), token.getStopIndex() + 1);
  }
}
