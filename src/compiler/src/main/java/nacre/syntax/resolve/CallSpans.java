package nacre.syntax.resolve;

import nacre.source.Source;
import nacre.source.Span;
import nacre.syntax.Syntax;

/** Where calls stand, from the name to the last parenthesis. */
final class CallSpans {
  private CallSpans() {}

  /** Of a stage, without its {@code as} name. */
  static Span of(Syntax.Stage stage, Source source) {
    return stage.label().isEmpty() ? stage.span() : beforeLabel(stage, source);
  }

  private static Span beforeLabel(Syntax.Stage stage, Source source) {
    if (stage.args().isEmpty()) {
      return stage.callee().span();
    }
    Span last = stage.args().getLast().span();
    int from = source.offset(last.endLine(), last.endColumn());
    int close = source.text().indexOf(')', from);
    Span end = source.span(from, close < 0 ? from : close + 1);
    return stage.callee().span().to(end);
  }
}
