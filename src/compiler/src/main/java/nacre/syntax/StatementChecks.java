package nacre.syntax;

import java.util.List;
import nacre.source.Fix;
import nacre.source.TextEdit;
import nacre.syntax.Expr.Binary;
import nacre.syntax.Expr.BinaryOp;
import nacre.syntax.Expr.Pipe;
import nacre.syntax.Statement.ExprStatement;
import nacre.syntax.Syntax.Body;
import org.antlr.v4.runtime.Token;

/** Mistakes that the grammar allows. */
final class StatementChecks {
  private final ParsedText<?> text;
  private final List<Problem> problems;

  StatementChecks(ParsedText<?> text, List<Problem> problems) {
    this.text = text;
    this.problems = problems;
  }

  /** A loop with a pipe in it makes layers, and those are named by the loop's turn. */
  Statement loop(NacreParser.StatementContext context, Statement loop) {
    boolean named = switch (loop) {
      case Statement.For l -> l.turn().isPresent();
      case Statement.Repeat l -> l.turn().isPresent();
      default -> true;
    };
    if (!named && hasPipe(context.body())) {
      problems.add(new Problem(context.loop().getStart(), LoopTurns.missing(loop)));
    }
    return loop;
  }

  private boolean hasPipe(NacreParser.BodyContext body) {
    Token stop = body.getStop() == null ? body.getStart() : body.getStop();
    return text.tokens().subList(body.getStart().getTokenIndex(), stop.getTokenIndex() + 1).stream()
        .anyMatch(t -> t.getType() == NacreLexer.ARROW);
  }

  /** A comparison by itself is a binding with an equals sign too many, unless it is the body's value. */
  void check(NacreParser.BodyContext context, Body body) {
    for (Statement statement : body.statements()) {
      if (!(statement instanceof ExprStatement s)) {
        continue;
      }
      boolean piped = s.value() instanceof Pipe;
      Expr first = s.value() instanceof Pipe pipe ? pipe.first() : s.value();
      boolean used = !piped && statement == body.statements().getLast();
      if (!used && first instanceof Binary b && b.op() == BinaryOp.EQUAL && b.left() instanceof Expr.Ref) {
        Token at = tokenAt(context, b);
        problems
            .add(new Problem(at, SyntaxErrors.error(b.at(), "found `==`, required `=`: `==` compares, `=` binds a name")
                .with(new Fix("write `=`", false, List.of(new TextEdit(b.at(), "="))))));
      }
    }
  }

  private Token tokenAt(NacreParser.BodyContext context, Binary binary) {
    int offset = text.source().offset(binary.at().line(), binary.at().column());
    int first = context.getStart().getTokenIndex();
    return text.tokens().subList(first, text.tokens().size()).stream().filter(t -> t.getStartIndex() >= offset)
        .findFirst().orElseThrow();
  }
}
