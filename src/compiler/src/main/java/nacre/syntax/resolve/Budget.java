package nacre.syntax.resolve;

import nacre.source.Span;

/** How much one model may unroll to, so that a slip of the pen costs neither memory nor time. */
final class Budget {
  /** Nodes of one model. */
  static final int NODES = 200_000;

  /** Turns of one loop, and elements of one list. */
  static final int ITEMS = 200_000;

  /** Statements that one model executes. */
  private static final int STATEMENTS = 1_000_000;

  /** Elements that its lists copy while they grow. */
  private static final long COPIES = 50_000_000;

  /** Ends the expansion of a model; its reason has been reported. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Exhausted() {
      super("a model that unrolls to too much", null, false, false);
    }
  }

  private final Problems problems;
  private int statements;
  private long copies;

  Budget(Problems problems) {
    this.problems = problems;
  }

  void node(int before, Span at) {
    if (before >= NODES) {
      throw exhausted(at, "the model unrolls to more than %,d nodes, the most that Nacre takes".formatted(NODES));
    }
  }

  void statement(Span at) {
    statements++;
    if (statements > STATEMENTS) {
      throw exhausted(at,
          "the model unrolls to more than %,d statements, the most that Nacre takes".formatted(STATEMENTS));
    }
  }

  /** Before a list of {@code length} elements is made. */
  void list(int length, Span at) {
    items(length, at, "a list of %,d elements".formatted(length));
    copies += length;
    if (copies > COPIES) {
      throw exhausted(at,
          "lists grow for more than %,d elements in total, the most that Nacre takes".formatted(COPIES));
    }
  }

  /** @throws Failure if a loop turns, or a list has elements, more often than may be */
  static void items(long count, Span at, String what) {
    if (count > ITEMS) {
      throw Failure.of(ErrorKind.EXPANSION_LIMIT, at,
          "found %s, required at most %,d: models are written out, turn by turn".formatted(what, ITEMS));
    }
  }

  private Exhausted exhausted(Span at, String message) {
    problems.report(Failure.of(ErrorKind.EXPANSION_LIMIT, at, message).diagnostic().orElseThrow());
    return new Exhausted();
  }
}
