package nacre.syntax.resolve;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nacre.ir.Frame;
import nacre.source.Span;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;

/** Unrolls loops: every turn is a body of its own. */
final class Loops {
  /** What both kinds of loop are. */
  private record Loop(Statement statement, Span head, Optional<Syntax.Name> turn, Syntax.Body body) {}

  private final Expansion expansion;

  Loops(Expansion expansion) {
    this.expansion = expansion;
  }

  void run(Statement.For statement, Scope scope) {
    Loop loop = new Loop(statement, head(statement), statement.turn(), statement.body());
    Datum list = expansion.evaluator.value(statement.in(), Expect.VALUE, scope);
    List<Datum> items = switch (list) {
      case Datum.Many(List<Datum> many) -> many;
      case Datum.Tuple(List<Datum> many) -> many;
      case Datum.Poison _ -> List.of();
      default -> throw Failure.of(ErrorKind.TYPE_ERROR, statement.in().span(),
          "found " + list.describe() + ", required a list to go through"
              + (list instanceof Datum.Int ? ": `range(n)`" : ""));
    };
    if (list instanceof Datum.Poison) {
      Scope turn = turn(loop, 0, scope);
      bind(statement, Datum.POISON, turn);
      expansion.blind.loop(statement, statement.body(), turn, scope);
      return;
    }
    requireRoom(loop, items.size());
    for (int i = 0; i < items.size(); i++) {
      Scope turn = turn(loop, i, scope);
      bind(statement, items.get(i), turn);
      expansion.statements.run(statement.body(), Expect.VALUE, turn);
    }
  }

  void run(Statement.Repeat statement, Scope scope) {
    Loop loop = new Loop(statement, head(statement), statement.turn(), statement.body());
    Datum count = expansion.evaluator.value(statement.count(), Expect.VALUE, scope);
    switch (count) {
      case Datum.Int(long turns) when turns >= 0 -> {
        Budget.items(turns, statement.count().span(), "`repeat` with %,d turns".formatted(turns));
        requireRoom(loop, turns);
        for (int i = 0; i < turns; i++) {
          expansion.statements.run(statement.body(), Expect.VALUE, turn(loop, i, scope));
        }
      }
      case Datum.Poison _ -> expansion.blind.loop(statement, statement.body(), turn(loop, 0, scope), scope);
      case Datum.Size _, Datum.Tensor _ -> throw Failure.of(ErrorKind.NOT_STATIC, statement.count().span(), "found "
          + count.describe() + ", required a number of turns that is known while the model is unrolled");
      default -> throw Failure.of(ErrorKind.TYPE_ERROR, statement.count().span(),
          "found " + count.describe() + ", required a number of turns, 0 or more");
    }
  }

  /** A loop without its body; another statement as it is. */
  static Span head(Statement statement) {
    return switch (statement) {
      case Statement.For loop -> loop.span().start().to(loop.in().span());
      case Statement.Repeat loop -> loop.span().start().to(loop.count().span());
      default -> statement.span();
    };
  }

  private void requireRoom(Loop loop, long turns) {
    expansion.requireRoom(expansion.least.ofLoop(loop.body()).times(turns), loop.head());
  }

  private static void bind(Statement.For statement, Datum item, Scope turn) {
    if (statement.names().size() == 1) {
      turn.declare(statement.names().getFirst().text(), item);
    } else {
      Destructuring.of(statement.names(), item, statement.in().span()).forEach(turn::declare);
    }
  }

  /** The scope of one turn, with the turn's number bound. */
  private Scope turn(Loop loop, int number, Scope scope) {
    Instance around = scope.instance();
    String segment = loop.turn().map(name -> name.text() + number).orElseGet(() -> unnamed(loop, number, around));
    String path = around.node(segment);
    expansion.budget.frame(loop.head());
    expansion.paths.claim(path, loop.head());
    Frame frame = new Frame(loop.head(), segment, OptionalInt.of(number), around.frame());
    Instance turn = new Instance(around.def(), expansion.segments.of(around.def(), loop.body()),
        path, around.layer(segment, path), around.shared(),
        loop.turn().isPresent() ? around.unnamed() : Optional.of(loop.statement()), Optional.of(frame));
    Scope inner = scope.inner(turn);
    loop.turn().ifPresent(name -> inner.declare(name.text(), new Datum.Int(number)));
    return inner;
  }

  private static String unnamed(Loop loop, int number, Instance around) {
    String base = around.segments().of(loop.statement(), loop.head());
    return base.equals("turn") ? base + number : base + "_" + number;
  }
}
