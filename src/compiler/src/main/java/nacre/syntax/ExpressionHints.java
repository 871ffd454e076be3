package nacre.syntax;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nacre.source.Diagnostic;
import nacre.source.Fix;
import nacre.source.TextEdit;

/** The usual mistakes in expressions, arguments and settings. */
final class ExpressionHints {
  static final List<Function<Spot, Optional<Diagnostic>>> ALL = List.of(ExpressionHints::number,
      ExpressionHints::twoAssigns, ExpressionHints::compound, ExpressionHints::foreignOperator,
      ExpressionHints::assignForEquals, ExpressionHints::assignTo, ExpressionHints::colon,
      ExpressionHints::missingComma, ExpressionHints::brace, ExpressionHints::unexpected);

  private ExpressionHints() {}

  private static Optional<Diagnostic> number(Spot spot) {
    boolean before = spot.follows(NacreLexer.INT) || spot.follows(NacreLexer.FLOAT);
    boolean point = spot.follows(NacreLexer.DOT)
        && (spot.type(-2) == NacreLexer.INT || spot.type(-2) == NacreLexer.FLOAT);
    if (point) {
      return Optional.of(SyntaxErrors.error(spot.span(spot.token(-2)).to(spot.span()),
          "found `%s`, required digits on both sides of one point".formatted(spot.slice(spot.token(-2), spot.last()))));
    }
    if (spot.is(NacreLexer.DOT) && spot.type(1) == NacreLexer.INT) {
      return Optional.of(SyntaxErrors.found(spot, "a digit before the point: `0.%s`".formatted(spot.text(1))));
    }
    if (before && TokenKinds.isName(spot.type(0)) && spot.touches()) {
      return Optional.of(SyntaxErrors.error(spot.span(spot.token(-1)).to(spot.span()),
          "found `%s%s`, required a number or a name; a name starts with a letter".formatted(spot.text(-1),
              spot.text(0))));
    }
    return Optional.empty();
  }

  private static Optional<Diagnostic> twoAssigns(Spot spot) {
    return spot.is(NacreLexer.ASSIGN) && spot.follows(NacreLexer.ASSIGN)
        ? Optional
            .of(SyntaxErrors.found(spot, "a value after `=`").withNote("a comparison is written `==`, without a space"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> compound(Spot spot) {
    boolean operator = TokenKinds.isOperator(spot.type(-1));
    if (!spot.is(NacreLexer.ASSIGN) || !operator || !spot.touches()) {
      return Optional.empty();
    }
    String sign = spot.text(-1);
    return Optional
        .of(SyntaxErrors.error(spot.span(spot.token(-1)).to(spot.span()), "found `%s=`, required `=`".formatted(sign))
            .withNote("write `%1$s = %1$s %2$s ...`".formatted(spot.first().getText(), sign)));
  }

  private static Optional<Diagnostic> foreignOperator(Spot spot) {
    if (spot.is(NacreLexer.BAR)) {
      return Optional.of(SyntaxErrors.error(spot.span(),
          "found `%s`, required `or`".formatted(spot.type(1) == NacreLexer.BAR ? "||" : "|")));
    }
    return spot.is(NacreLexer.QUESTION) && TokenKinds.endsOperand(spot.type(-1))
        ? Optional.of(SyntaxErrors.error(spot.span(), "found `?`; a choice is written `if c { a } else { b }`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> assignForEquals(Spot spot) {
    boolean condition = spot.in(NacreParser.BranchContext.class) || spot.first().getType() == NacreLexer.ASSERT;
    if (!spot.is(NacreLexer.ASSIGN) || !condition || !TokenKinds.endsOperand(spot.type(-1))) {
      return Optional.empty();
    }
    return Optional.of(SyntaxErrors.found(spot, "`==`: `=` binds a name, `==` compares")
        .with(new Fix("write `==`", false, List.of(new TextEdit(spot.span(), "==")))));
  }

  private static Optional<Diagnostic> assignTo(Spot spot) {
    if (!spot.is(NacreLexer.ASSIGN)) {
      return Optional.empty();
    }
    if (spot.isGrouped()) {
      return Optional.of(SyntaxErrors.found(spot, "`,` or the end of the list")
          .withNote("an argument is named by one word: `f(x, stride=2)`; a comparison is written `==`"));
    }
    boolean line = !TokenKinds.endsOperand(spot.type(-1));
    return Optional.of(line
        ? SyntaxErrors.found(spot, "a name before `=`")
        : SyntaxErrors.found(spot, "the end of the line")
            .withNote("`=` binds names only: `a = value` or `a, b = value`"));
  }

  private static Optional<Diagnostic> colon(Spot spot) {
    if (!spot.is(NacreLexer.COLON)) {
      return Optional.empty();
    }
    if (spot.opener().filter(o -> o.getType() == NacreLexer.LB).isPresent()) {
      return Optional.of(SyntaxErrors.found(spot, "`]`: an index is one number, as in `list[-1]`"));
    }
    return spot.in(NacreParser.ArgsContext.class) || spot.in(NacreParser.SettingsContext.class)
        ? Optional.of(SyntaxErrors.found(spot, "`=` between a name and its value"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> missingComma(Spot spot) {
    boolean two = TokenKinds.endsOperand(spot.type(-1)) && TokenKinds.startsOperand(spot.type(0)) && !spot.atEnd();
    boolean settings = !spot.isGrouped() && spot.in(NacreParser.SettingsContext.class);
    if (!two || !spot.isGrouped() && !settings) {
      return Optional.empty();
    }
    String where = settings ? "`,` or a new line before it" : "`,` before it";
    TextEdit comma = TextEdit.insert(spot.span(spot.token(-1)).end(), ",");
    return Optional.of(SyntaxErrors.found(spot, where).with(new Fix("insert `,`", false, List.of(comma))));
  }

  private static Optional<Diagnostic> brace(Spot spot) {
    return spot.is(NacreLexer.LC) && !TokenKinds.endsOperand(spot.type(-1)) && !spot.follows(NacreLexer.AS)
        ? Optional.of(SyntaxErrors.found(spot, "a value; a list is written `[a, b]`, settings `f(name=value)`"))
        : Optional.empty();
  }

  /** Two values side by side. */
  private static Optional<Diagnostic> unexpected(Spot spot) {
    boolean two = TokenKinds.endsOperand(spot.type(-1)) && TokenKinds.startsOperand(spot.type(0)) && !spot.atEnd();
    return two && !spot.isGrouped() && !spot.expects(NacreLexer.LC)
        ? Optional.of(SyntaxErrors.found(spot,
            spot.follows(NacreLexer.RC) ? "the end of the line" : "an operator, `->` or the end of the line"))
        : Optional.empty();
  }
}
