package nacre.syntax;

import java.util.ArrayList;
import java.util.List;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.syntax.Template.Hole;
import nacre.syntax.Template.Part;
import nacre.syntax.Template.Text;

/** Splits strings at their braces. */
final class TemplateParser {
  private final Source source;
  private final Reporter reporter;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  TemplateParser(Source source, Reporter reporter) {
    this.source = source;
    this.reporter = reporter;
  }

  Template parse(Expr.StringLit string) {
    int at = source.offset(string.span().line(), string.span().column()) + 1;
    int end = source.offset(string.span().endLine(), string.span().endColumn()) - 1;
    while (at < end) {
      at = part(at, end);
    }
    endText();
    return new Template(string.span(), parts);
  }

  /** Reads on from an offset; returns the offset after what was read. */
  private int part(int at, int end) {
    char c = source.text().charAt(at);
    boolean doubled = at + 1 < end && source.text().charAt(at + 1) == c;
    if ((c == '{' || c == '}') && doubled || c == '\\' && at + 1 < end) {
      text.append(
          Literals.unescape(c == '\\' ? source.text().substring(at, at + 2) : String.valueOf(c), (i, escape) -> {
            // The parser has reported it where the string stands.
          }));
      return at + 2;
    }
    if (c != '{') {
      text.append(c);
      return at + 1;
    }
    int close = source.text().indexOf('}', at);
    if (close < 0 || close >= end) {
      reporter.report(SyntaxErrors.error(source.span(at, at + 1), "this `{` is never closed")
          .withNote("a `{` that is only text is written `{{`"));
      return end;
    }
    hole(at + 1, close);
    return close + 1;
  }

  private void hole(int from, int to) {
    if (source.text().substring(from, to).isBlank()) {
      reporter
          .report(SyntaxErrors.error(source.span(from - 1, to + 1), "found `{ }` in a string, required a value in it")
              .withNote("a `{` that is only text is written `{{`"));
      return;
    }
    endText();
    parts.add(new Hole(SyntaxParser.expression(source, from, to, reporter)));
  }

  private void endText() {
    if (!text.isEmpty()) {
      parts.add(new Text(text.toString()));
      text.setLength(0);
    }
  }
}
