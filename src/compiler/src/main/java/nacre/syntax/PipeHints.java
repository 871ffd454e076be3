package nacre.syntax;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nacre.source.Diagnostic;
import org.antlr.v4.runtime.Token;

/** The usual mistakes around {@code ->}. */
final class PipeHints {
  static final List<Function<Spot, Optional<Diagnostic>>> ALL = List.of(PipeHints::twice, PipeHints::unfinished,
      PipeHints::intoValue, PipeHints::fromNothing, PipeHints::operator, PipeHints::secondArguments);

  private static final int SHOWN = 40;

  private PipeHints() {}

  private static Optional<Diagnostic> twice(Spot spot) {
    return spot.follows(NacreLexer.ARROW) && spot.is(NacreLexer.ARROW)
        ? Optional.of(SyntaxErrors.found(spot, "an op or block between the two `->`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> unfinished(Spot spot) {
    if (!spot.follows(NacreLexer.ARROW) || !spot.atEnd()) {
      return Optional.empty();
    }
    return Optional.of(SyntaxErrors.found(spot, "an op or block after `->`")
        .withNote("to go on in the next line, start that one with `->`"));
  }

  private static Optional<Diagnostic> intoValue(Spot spot) {
    if (!spot.follows(NacreLexer.ARROW)) {
      return Optional.empty();
    }
    Diagnostic error = SyntaxErrors.found(spot, "the name of an op or block after `->`");
    return Optional.of(switch (spot.type(0)) {
      case NacreLexer.IF -> error.withNote("choose around the pipe: `if c { x -> f } else { x -> g }`");
      default -> error.withNote("what `->` leads into is a call: `x -> f(a)` is `f(x, a)`");
    });
  }

  private static Optional<Diagnostic> fromNothing(Spot spot) {
    return spot.is(NacreLexer.ARROW) && !TokenKinds.endsOperand(spot.type(-1))
        ? Optional.of(SyntaxErrors.found(spot, "a value before it"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> operator(Spot spot) {
    boolean operator = TokenKinds.isOperator(spot.type(0)) || spot.is(NacreLexer.DOT) || spot.is(NacreLexer.LB);
    if (!operator || !TokenKinds.endsOperand(spot.type(-1)) || !spot.afterPipe()) {
      return Optional.empty();
    }
    String pipe = spot.slice(spot.expressionStart(), spot.token(-1));
    boolean shown = pipe.length() <= SHOWN && pipe.indexOf('\n') < 0;
    String example = TokenKinds.isOperator(spot.type(0))
        ? "(%s) %s ...".formatted(shown ? pipe : "x -> f", spot.text(0))
        : "(x -> f).shape[0]";
    return Optional.of(SyntaxErrors.error(spot.span(),
        "found %s after a pipe, required parentheses around the pipe, which binds loosest".formatted(spot.foundText()))
        .withNote("write `%s`".formatted(example)));
  }

  private static Optional<Diagnostic> secondArguments(Spot spot) {
    if (!spot.is(NacreLexer.LP) || !spot.follows(NacreLexer.RP) || !spot.afterPipe()) {
      return Optional.empty();
    }
    Token value = spot.expressionStart();
    return Optional
        .of(SyntaxErrors.error(spot.span(), "found a second `( )` after a call, required `->` or the end of the line")
            .withNote("what a call works on comes before `->`, as `%s` does here".formatted(value.getText())));
  }
}
