package nacre.syntax.resolve;

import nacre.source.Span;

/**
 * Counts how deep expressions, bodies and block calls stand in one another, all together, so that no text makes the stack
 * overflow. Each weighs what it takes of the stack, in quarters of a kilobyte; what is allowed fits into half a megabyte.
 */
final class Depth {
  static final int EXPRESSION = 5;
  static final int PIPE = 2;
  static final int CALL = 3;
  static final int ARGUMENT = 4;
  static final int BODY = 7;
  private static final int MOST = 1800;

  private int depth;
  private int blocks;

  /** @throws Budget.Exhausted if that is too deep: what is as deep elsewhere in the model would be too */
  void enter(int weight, Span at) {
    if (depth + weight > MOST) {
      throw Budget.Exhausted.at(at, blocks * (PIPE + CALL + BODY) > MOST / 2
          ? "blocks call blocks %d deep here, more than Nacre takes; pipe what a block returns into the next one, "
              .formatted(blocks) + "instead of calling that inside it"
          : "calls, loops and branches stand in one another too deep here; bind parts to names");
    }
    depth += weight;
  }

  void leave(int weight) {
    depth -= weight;
  }

  void enterBlock() {
    blocks++;
  }

  void leaveBlock() {
    blocks--;
  }
}
