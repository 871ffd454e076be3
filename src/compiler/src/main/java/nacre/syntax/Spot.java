package nacre.syntax;

import java.util.List;
import java.util.Optional;
import nacre.source.Source;
import nacre.source.Span;
import nacre.source.Visible;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** The place where parsing failed, and what surrounds it. Only tokens that count are seen; a line end may be one. */
final class Spot {
  private static final int SHOWN = 24;

  private final Source source;
  private final List<Token> tokens;
  private final int at;
  private final ParserRuleContext rule;
  private final IntervalSet expected;

  /** @param tokens those on the default channel, to the end of the text, which is one too */
  Spot(Source source, List<Token> tokens, LineRecovery.Failure failure) {
    this.source = source;
    this.tokens = tokens;
    this.at = indexOf(tokens, failure.at());
    this.rule = failure.rule();
    this.expected = failure.expected();
  }

  private static int indexOf(List<Token> tokens, Token token) {
    int low = 0;
    int high = tokens.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).getTokenIndex() < token.getTokenIndex()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  Token found() {
    return tokens.get(at);
  }

  /** The type of the token {@code distance} after the one found; before it, when negative. */
  int type(int distance) {
    int i = at + distance;
    return i < 0 || i >= tokens.size() ? NacreLexer.NL : tokens.get(i).getType();
  }

  Token token(int distance) {
    return tokens.get(Math.clamp(at + distance, 0, tokens.size() - 1));
  }

  String text(int distance) {
    return token(distance).getText();
  }

  boolean is(int type) {
    return type(0) == type;
  }

  boolean follows(int type) {
    return type(-1) == type;
  }

  /** Whether the statement's or item's line is over where parsing failed. */
  boolean atEnd() {
    int type = type(0);
    return type == NacreLexer.NL || type == NacreLexer.RC || type == Token.EOF || found().getText().isEmpty();
  }

  /** The token found, or the one before where the line is over. */
  Token last() {
    return atEnd() ? token(-1) : found();
  }

  /** How many line ends stand right before. */
  int lineEndsBefore() {
    int count = 0;
    while (at - count > 0 && type(-1 - count) == NacreLexer.NL) {
      count++;
    }
    return count;
  }

  /** Whether no space stands before the token found. */
  boolean touches() {
    return token(-1).getStopIndex() + 1 == found().getStartIndex();
  }

  boolean expects(int type) {
    return expected.contains(type);
  }

  /** Whether nothing but this could have stood here. */
  boolean isOnly(int type) {
    return expected.size() == 1 && expected.contains(type);
  }

  /** What could have stood here, where that is only a few signs. */
  Optional<String> oneOf() {
    List<String> signs =
        expected.toList().stream().filter(t -> t > 0).map(t -> "`" + TokenKinds.text(t) + "`").toList();
    return signs.isEmpty() || signs.size() > 2 || expected.contains(NacreLexer.NL)
        ? Optional.empty()
        : Optional.of(String.join(" or ", signs));
  }

  /** Whether the rule that failed is or lies in one of this kind, and in no body in between. */
  boolean in(Class<? extends ParserRuleContext> kind) {
    for (ParserRuleContext r = rule; r != null; r = r.getParent()) {
      if (kind.isInstance(r)) {
        return true;
      }
      if (r instanceof NacreParser.BodyContext && r != rule || r instanceof NacreParser.FileContext) {
        return false;
      }
    }
    return false;
  }

  /** Whether exactly this kind of rule failed. */
  boolean failed(Class<? extends ParserRuleContext> kind) {
    return kind.isInstance(rule);
  }

  /** The innermost bracket that is open here. */
  Optional<Token> opener() {
    int closed = 0;
    for (int i = at - 1; i >= 0; i--) {
      int type = tokens.get(i).getType();
      if (TokenKinds.closes(type)) {
        closed++;
      } else if (TokenKinds.opens(type) && closed-- == 0) {
        return Optional.of(tokens.get(i));
      }
    }
    return Optional.empty();
  }

  /** Whether the innermost bracket open here is a {@code (} or {@code [}. */
  boolean isGrouped() {
    return opener().filter(o -> o.getType() != NacreLexer.LC).isPresent();
  }

  /** The token that starts the statement or item, after {@code @allow}s. */
  Token first() {
    return tokens.get(start(false));
  }

  /** How many tokens the statement or item has before the one found. */
  int distance() {
    return at - start(false);
  }

  /** The first token of the expression that parsing was in the middle of. */
  Token expressionStart() {
    return tokens.get(start(true));
  }

  /** Whether a {@code ->} stands before, in the same expression. */
  boolean afterPipe() {
    int depth = 0;
    int start = start(true);
    for (int i = at - 1; i >= start; i--) {
      int type = tokens.get(i).getType();
      depth += TokenKinds.closes(type) ? 1 : TokenKinds.opens(type) ? -1 : 0;
      if (depth == 0 && type == NacreLexer.ARROW) {
        return true;
      }
    }
    return false;
  }

  private int start(boolean ofExpression) {
    int depth = 0;
    int i = at;
    while (i > 0) {
      int type = tokens.get(i - 1).getType();
      boolean separates = type == NacreLexer.NL || type == NacreLexer.RULES_END
          || ofExpression && (type == NacreLexer.ASSIGN || type == NacreLexer.COMMA);
      if (depth == 0 && (separates || TokenKinds.opens(type) && (ofExpression || type == NacreLexer.LC))) {
        return i;
      }
      depth += TokenKinds.closes(type) ? 1 : TokenKinds.opens(type) && depth > 0 ? -1 : 0;
      i--;
    }
    return i;
  }

  /** The source from one token to another. */
  String slice(Token from, Token to) {
    return source.text().substring(from.getStartIndex(), to.getStopIndex() + 1);
  }

  Span span() {
    return span(found());
  }

  Span span(Token token) {
    int start = token.getStartIndex();
    int end = token.getType() == NacreLexer.NL || token.getType() == Token.EOF ? start : token.getStopIndex() + 1;
    return source.span(start, Math.max(start, end));
  }

  /** What was found, for a message. */
  String foundText() {
    return describe(found());
  }

  static String describe(Token token) {
    if (token.getType() == Token.EOF) {
      return "the end of the text";
    }
    if (token.getType() == NacreLexer.NL || token.getText().isEmpty()) {
      return "the end of the line";
    }
    String text = Visible.text(token.getText());
    return "`" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "`";
  }
}
