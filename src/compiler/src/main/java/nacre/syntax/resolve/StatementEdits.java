package nacre.syntax.resolve;

import nacre.source.Source;
import nacre.source.Span;
import nacre.source.TextEdit;
import nacre.syntax.Statement;

/** Takes statements out. */
final class StatementEdits {
  private StatementEdits() {}

  /** The statement with its {@code @allow}s, and with its lines where nothing but a comment is left on them. */
  static TextEdit remove(Statement statement, Source source) {
    Span span = statement.span();
    for (var allow : statement.allows()) {
      span = allow.span().to(span);
    }
    int from = source.offset(span.line(), span.column());
    int to = source.offset(span.endLine(), span.endColumn());
    int lineStart = source.offset(span.line(), 1);
    int lineEnd = source.offset(span.endLine() + 1, 1);
    String before = source.text().substring(lineStart, from);
    String after = source.text().substring(to, lineEnd).strip();
    boolean alone =
        before.isBlank() && (after.isEmpty() || after.startsWith("#")) && span.endLine() < source.lineCount();
    return TextEdit.remove(alone ? source.span(lineStart, lineEnd) : span);
  }
}
