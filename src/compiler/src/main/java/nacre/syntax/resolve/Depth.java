package nacre.syntax.resolve;

import nacre.source.Span;

/**
 * Counts how deep expressions, bodies and block calls stand in one another, all together, so that no text makes the stack
 * overflow. Each weighs about as much as it takes of the stack; what is allowed fits into half a megabyte.
 */
final class Depth {
  static final int EXPRESSION = 1;
  static final int CALL = 2;
  static final int BODY = 2;
  static final int BLOCK = 2;
  private static final int MOST = 400;

  private int depth;

  void enter(int weight, Span at) {
    if (depth + weight > MOST) {
      throw Failure.of(ErrorKind.EXPANSION_LIMIT, at,
          "calls, loops and blocks stand in one another too deep here, more than "
              + "%d blocks for instance; bind parts to names, or write fewer blocks around blocks"
                  .formatted(MOST / (BLOCK + CALL + BODY + EXPRESSION)));
    }
    depth += weight;
  }

  void leave(int weight) {
    depth -= weight;
  }
}
