package nacre.syntax.resolve;

import nacre.source.Span;

/** Counts how deep expressions and block calls stand in one another, so that no text makes the stack overflow. */
final class Depth {
  /** Expressions, those of all block calls on the way together. */
  private static final int EXPRESSIONS = 1_000;

  private int depth;

  void enter(Span at) {
    if (depth >= EXPRESSIONS) {
      throw Failure.of(ErrorKind.EXPANSION_LIMIT, at,
          "expressions and block calls stand in one another more than %,d deep here".formatted(EXPRESSIONS));
    }
    depth++;
  }

  void leave() {
    depth--;
  }
}
