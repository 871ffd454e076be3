package nacre.syntax;

import nacre.source.Diagnostic;
import nacre.source.Span;

/** What is said about a loop over layers that does not name its turns. */
public final class LoopTurns {
  private LoopTurns() {}

  /** The same diagnostic for the same loop, whoever finds it first. */
  public static Diagnostic missing(Statement loop) {
    return switch (loop) {
      case Statement.For l ->
          missing(l.in(), "for " + String.join(", ", l.names().stream().map(Syntax.Name::text).toList()) + " in ...");
      case Statement.Repeat l -> missing(l.count(), "repeat ...");
      default -> throw new IllegalArgumentException("no loop: " + loop);
    };
  }

  private static Diagnostic missing(Expr last, String head) {
    Span at = last.span().end();
    return SyntaxErrors.error(at, "found a loop over layers without a name for its turns, required `as`")
        .withNote(
            "write `%s as stage { ... }`: the paths of its layers start with `stage0`, `stage1`, ...".formatted(head));
  }
}
