package nacre.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * One error per statement: parsing goes on at the end of the statement, or at the body where its head is wrong. Tokens
 * are never added or taken away, for {@link Brackets} has matched what can be matched.
 */
final class LineRecovery extends DefaultErrorStrategy {
  /**
   * Where parsing failed.
   *
   * @param rule     the rule that was being read, within those around it
   * @param expected the token types that could have stood there, as far as the parser tells
   */
  record Failure(Token at, ParserRuleContext rule, IntervalSet expected) {}

  private final Lines lines;
  private final List<Failure> failures = new ArrayList<>();
  private final Set<RuleContext> broken = Collections.newSetFromMap(new IdentityHashMap<>());

  LineRecovery(Lines lines) {
    this.lines = lines;
  }

  List<Failure> failures() {
    return failures;
  }

  /** Whether a statement, head or item could not be read; the bodies in it do not count. */
  boolean isBroken(ParserRuleContext unit) {
    return broken.contains(unit);
  }

  @Override
  public void reportError(Parser parser, RecognitionException e) {
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      fail(parser, e.getOffendingToken(), parser.getRuleContext());
      broken.add(unit(parser.getRuleContext()));
    }
  }

  @Override
  public void recover(Parser parser, RecognitionException e) {
    skip(parser, parser.getRuleContext(), isHead(parser.getRuleContext()));
  }

  /** What stands between a head and its body is skipped, so that the body is read. */
  @Override
  public Token recoverInline(Parser parser) {
    InputMismatchException mismatch = new InputMismatchException(parser);
    ParserRuleContext context = parser.getRuleContext();
    if (context instanceof NacreParser.BodyContext && context.getChildCount() == 0) {
      reportError(parser, mismatch);
      skip(parser, context, true);
      Token brace = parser.getCurrentToken();
      if (brace.getType() == NacreLexer.LC) {
        reportMatch(parser);
        parser.consume();
        return brace;
      }
    }
    throw mismatch;
  }

  /** What stands where only a new line can be, after a whole statement or instead of one, is an error of its own. */
  @Override
  public void sync(Parser parser) {
    ParserRuleContext context = parser.getRuleContext();
    boolean betweenLines = context instanceof NacreParser.BodyContext && context.getChildCount() > 1
        || context instanceof NacreParser.FileContext;
    int next = parser.getInputStream().LA(1);
    if (!betweenLines || next == NacreLexer.NL || next == NacreLexer.RC || next == Token.EOF
        || startsItem(context, next)) {
      return;
    }
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      ParserRuleContext before = lastUnit(context);
      fail(parser, parser.getCurrentToken(), before);
      if (before instanceof NacreParser.StatementContext) {
        broken.add(before);
      }
    }
    skip(parser, context, false);
  }

  private static boolean startsItem(ParserRuleContext context, int type) {
    boolean first = context.getChildCount() == 0
        || context.getChild(context.getChildCount() - 1) instanceof TerminalNode;
    return context instanceof NacreParser.FileContext && first
        && (type == NacreLexer.NACRE || type == NacreLexer.USE || type == NacreLexer.BLOCK || type == NacreLexer.MODEL
            || type == NacreLexer.ALLOW);
  }

  /** The statement or item that the junk follows in its line, or {@code context} where there is none. */
  private static ParserRuleContext lastUnit(ParserRuleContext context) {
    ParseTree last = context.getChildCount() == 0 ? context : context.getChild(context.getChildCount() - 1);
    return switch (last) {
      case NacreParser.LineContext line when line.statement() != null -> line.statement();
      case NacreParser.ItemContext item -> item;
      default -> context;
    };
  }

  private void fail(Parser parser, Token at, ParserRuleContext rule) {
    failures.add(new Failure(at, rule, expected(parser)));
  }

  private static IntervalSet expected(Parser parser) {
    try {
      return parser.getExpectedTokens();
    } catch (IllegalArgumentException e) {
      return new IntervalSet();   // the parser is in no state that it could tell
    }
  }

  /** The closest statement, head or item around a rule. */
  private static RuleContext unit(RuleContext rule) {
    RuleContext unit = rule;
    while (unit.getParent() != null && !(unit instanceof NacreParser.StatementContext)
        && !(unit instanceof NacreParser.DefinitionContext) && !(unit instanceof NacreParser.ItemContext)) {
      unit = unit.getParent();
    }
    return unit;
  }

  private void skip(Parser parser, ParserRuleContext rule, boolean beforeBody) {
    ParserRuleContext unit = start(rule);
    int depth = switch (unit) {
      case NacreParser.FileContext file -> 0;
      case NacreParser.BodyContext body -> lines.depth(body.getStart()) + 1;
      default -> lines.depth(unit.getStart());
    };
    for (Token t = parser.getCurrentToken(); t.getType() != Token.EOF; t = parser.getCurrentToken()) {
      int at = lines.depth(t);
      boolean ends = at == depth && (t.getType() == NacreLexer.NL || beforeBody && t.getType() == NacreLexer.LC);
      if (at < depth || ends) {
        return;
      }
      parser.consume();
    }
  }

  /** The closest part whose first token lies at the depth where its line ends. */
  private static ParserRuleContext start(ParserRuleContext rule) {
    ParserRuleContext unit = rule;
    while (unit.getParent() != null && !(unit instanceof NacreParser.StatementContext)
        && !(unit instanceof NacreParser.BodyContext && unit.getChildCount() > 0)
        && !(unit instanceof NacreParser.ItemContext)) {
      unit = unit.getParent();
    }
    return unit;
  }

  /** Whether the rule belongs to what stands before a body. */
  private static boolean isHead(ParserRuleContext rule) {
    for (ParserRuleContext r = rule; r != null; r = r.getParent()) {
      if (r instanceof NacreParser.ConditionContext || r instanceof NacreParser.LoopContext
          || r instanceof NacreParser.DefinitionContext) {
        return true;
      }
      if (r instanceof NacreParser.StatementContext || r instanceof NacreParser.ItemContext) {
        return false;
      }
    }
    return false;
  }
}
