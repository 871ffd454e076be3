package nacre.syntax.resolve;

import java.util.Optional;
import nacre.source.Diagnostic;
import nacre.source.Span;

/** How much one model may unroll to, so that a slip of the pen costs neither memory nor time. */
final class Budget {
  /** Nodes of one model. */
  static final int NODES = 200_000;

  /** Block calls and loop turns of one model, together. */
  static final int FRAMES = 400_000;

  /** Turns of one loop, and elements of one list. */
  static final int ITEMS = 200_000;

  /** Statements that one model executes. */
  static final int STATEMENTS = 1_000_000;

  /** Elements that its lists copy while they grow. */
  private static final long COPIES = 50_000_000;

  /** Ends the expansion of a model, for a reason that is still to be reported or has been. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Optional<Diagnostic> diagnostic;

    private Exhausted(Optional<Diagnostic> diagnostic) {
      super("a model that unrolls to too much", null, false, false);
      this.diagnostic = diagnostic;
    }

    static Exhausted at(Span span, String message) {
      return new Exhausted(Optional.of(Diagnostic.error(ErrorKind.EXPANSION_LIMIT.id(), span, message)));
    }

    static Exhausted reported() {
      return new Exhausted(Optional.empty());
    }

    /** The reason, unless it has been reported. */
    Optional<Diagnostic> diagnostic() {
      return diagnostic;
    }
  }

  private int frames;
  private int statements;
  private long copies;

  /** @param before how many nodes there are */
  void node(int before, Span at) {
    require(before + 1L, NODES, "nodes", at);
  }

  /** Before a block call or a turn of a loop. */
  void frame(Span at) {
    frames++;
    require(frames, FRAMES, "block calls and loop turns", at);
  }

  void statement(Span at) {
    statements++;
    require(statements, STATEMENTS, "statements", at);
  }

  /**
   * Before something is unrolled that comes to {@code least} or more.
   *
   * @param before how many nodes there are
   */
  void ahead(LeastSize.Size least, int before, Span at) {
    require(before + least.nodes(), NODES, "nodes", at);
    require(frames + least.frames(), FRAMES, "block calls and loop turns", at);
    require(statements + least.statements(), STATEMENTS, "statements", at);
  }

  private static void require(long count, int most, String what, Span at) {
    if (count > most) {
      throw Exhausted.at(at,
          "the model unrolls to more than %,d %s, the most that Nacre takes".formatted(most, what));
    }
  }

  /** Before a list of {@code length} elements is made. */
  void list(int length, Span at) {
    items(length, at, "a list of %,d elements".formatted(length));
    copies += length;
    if (copies > COPIES) {
      throw Exhausted.at(at,
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
}
