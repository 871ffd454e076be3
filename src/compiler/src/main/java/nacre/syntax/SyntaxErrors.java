package nacre.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import nacre.source.Diagnostic;
import nacre.source.Source;
import nacre.source.Span;
import org.antlr.v4.runtime.Token;

/** Words what the parser could not read: by the usual mistakes first, and otherwise by what was found and required. */
final class SyntaxErrors {
  private static final List<Function<Spot, Optional<Diagnostic>>> HINTS = Stream
      .of(PipeHints.ALL, StatementHints.ALL, ExpressionHints.ALL).flatMap(List::stream).toList();

  private SyntaxErrors() {}

  static Diagnostic error(Span span, String message) {
    return Diagnostic.error(SyntaxParser.ERROR_ID, span, message);
  }

  static Diagnostic found(Spot spot, String required) {
    return error(spot.span(), "found %s, required %s".formatted(spot.foundText(), required));
  }

  /** The failures of a parse in words. */
  static List<Problem> word(Source source, List<? extends Token> tokens, List<LineRecovery.Failure> failures) {
    List<Token> visible = new ArrayList<>();
    tokens.stream().filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL).forEach(visible::add);
    return failures.stream().map(failure -> {
      Spot spot = new Spot(source, visible, failure);
      return new Problem(spot.atEnd() ? spot.token(-1) : spot.found(), word(spot));
    }).toList();
  }

  /** The first problem of each statement. */
  static List<Problem> onePerStatement(List<Problem> problems, Lines lines) {
    Set<Integer> seen = new HashSet<>();
    return problems.stream().filter(p -> seen.add(lines.statement(p.at()))).toList();
  }

  private static Diagnostic word(Spot spot) {
    return HINTS.stream().flatMap(hint -> hint.apply(spot).stream()).findFirst()
        .orElseGet(() -> found(spot, required(spot)));
  }

  private static String required(Spot spot) {
    if (spot.follows(NacreLexer.AS)) {
      return spot.expects(NacreLexer.STRING) ? "a name, or a text in double quotes" : "a name";
    }
    if (spot.is(NacreLexer.COMMA) && !TokenKinds.endsOperand(spot.type(-1))) {
      return "a value before it";
    }
    if (spot.expects(NacreLexer.IN)) {
      return "`in`";
    }
    if (spot.isOnly(NacreLexer.LC)) {
      return "`{`";
    }
    if (!TokenKinds.endsOperand(spot.type(-1)) && spot.expects(NacreLexer.INT)) {
      return "a value";
    }
    if (!TokenKinds.endsOperand(spot.type(-1)) && spot.expects(NacreLexer.ID)) {
      return "a name";
    }
    Optional<Token> opener = spot.opener();
    if (opener.isPresent() && opener.get().getType() != NacreLexer.LC) {
      return "`,` or `%s`".formatted(TokenKinds.text(TokenKinds.closer(opener.get().getType())));
    }
    return spot.oneOf().orElse("the end of the line");
  }
}
