package nacre.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nacre.source.Span;
import nacre.syntax.Syntax.Allow;
import nacre.syntax.Syntax.Body;
import nacre.syntax.Syntax.Name;
import nacre.syntax.Syntax.Setting;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Bodies and statements; those with syntax errors become {@link Statement.Invalid}. */
final class StatementBuilder {
  private final ParsedText<?> text;
  private final NameBuilder names;
  private final ExprBuilder exprs;
  private final TypeBuilder types;
  private final AllowSyntax allows;
  private final StatementChecks checks;

  StatementBuilder(ParsedText<?> text, List<Problem> problems) {
    this.text = text;
    this.names = new NameBuilder(text, problems);
    this.exprs = new ExprBuilder(text, problems, this::body);
    this.types = new TypeBuilder(text, problems, exprs);
    this.allows = new AllowSyntax(text, problems);
    this.checks = new StatementChecks(text, problems);
  }

  ExprBuilder exprs() {
    return exprs;
  }

  TypeBuilder types() {
    return types;
  }

  Body body(NacreParser.BodyContext context) {
    List<Statement> statements = new ArrayList<>();
    for (NacreParser.LineContext line : context.line()) {
      if (line.statement() != null) {
        statements.add(statement(line.statement()));
      }
    }
    Body body = new Body(text.span(context), statements);
    checks.check(context, body);
    return body;
  }

  private Statement statement(NacreParser.StatementContext c) {
    List<Allow> allowed = allows.read(c.allow());
    Span span = ParsedText.span(text.source(), first(c), c.getStop() == null ? first(c) : c.getStop());
    if (text.recovery().isBroken(c) || text.isDamaged(first(c))) {
      return new Statement.Invalid(span, allowed, names.bound(c));
    }
    return switch (first(c).getType()) {
      case NacreLexer.INPUT, NacreLexer.OUTPUT, NacreLexer.LAYER, NacreLexer.PARAM -> declaration(c, span, allowed);
      case NacreLexer.WEIGHTS, NacreLexer.TRAINING -> named(c, span, allowed);
      case NacreLexer.ASSERT ->
          new Statement.Assert(span, allowed, exprs.build(c.expr()), names.string(c.STRING().getSymbol()));
      case NacreLexer.FOR, NacreLexer.REPEAT -> loop(c, span, allowed);
      default -> value(c, span, allowed);
    };
  }

  private Statement declaration(NacreParser.StatementContext c, Span span, List<Allow> allowed) {
    if (c.name() == null) {
      return value(c, span, allowed);
    }
    Name name = names.name(c.name());
    Optional<Expr> value = Optional.ofNullable(c.expr()).map(exprs::build);
    return switch (first(c).getType()) {
      case NacreLexer.INPUT ->
          new Statement.Input(span, allowed, name, types.tensor(c.tensorType()), settings(c.settings()));
      case NacreLexer.OUTPUT -> new Statement.Output(span, allowed, name, value, settings(c.settings()));
      case NacreLexer.LAYER -> new Statement.Layer(span, allowed, name, names.dotted(c.dotted()),
          exprs.args(Optional.ofNullable(c.args())));
      default -> new Statement.ParamDecl(span, allowed, name, types.tensor(c.tensorType()), value);
    };
  }

  private Statement named(NacreParser.StatementContext c, Span span, List<Allow> allowed) {
    if (c.WEIGHTS() != null) {
      return new Statement.Weights(span, allowed, names.string(c.STRING().getSymbol()), settings(c.settings()));
    }
    return c.TRAINING() != null
        ? new Statement.Training(span, allowed, settings(c.settings()))
        : value(c, span, allowed);
  }

  private Statement loop(NacreParser.StatementContext c, Span span, List<Allow> allowed) {
    NacreParser.LoopContext head = c.loop();
    Expr over = exprs.build(head.term());
    Optional<Name> turn = Optional.ofNullable(head.name()).map(names::name);
    Body body = body(c.body());
    if (head.FOR() == null) {
      return checks.loop(c, new Statement.Repeat(span, allowed, over, turn, body));
    }
    return checks.loop(c, new Statement.For(span, allowed, names.names(head.names().name()), over, turn, body));
  }

  private Statement value(NacreParser.StatementContext c, Span span, List<Allow> allowed) {
    Expr value = exprs.build(c.expr());
    return c.names() == null
        ? new Statement.ExprStatement(span, allowed, value)
        : new Statement.Assign(span, allowed, names.names(c.names().name()), value);
  }

  private List<Setting> settings(NacreParser.SettingsContext context) {
    return context == null ? List.of() : context.setting().stream().map(this::setting).toList();
  }

  private Setting setting(NacreParser.SettingContext context) {
    Setting.Key key = context.STRING() == null
        ? new Setting.Path(names.dotted(context.dotted()))
        : new Setting.Quoted(names.string(context.STRING().getSymbol()));
    return new Setting(text.span(context), key, exprs.build(context.expr()));
  }

  /** The first token after the {@code @allow}s. */
  private static Token first(NacreParser.StatementContext c) {
    if (c.getChildCount() <= c.allow().size()) {
      return c.getStart();
    }
    return switch (c.getChild(c.allow().size())) {
      case ParserRuleContext rule -> rule.getStart();
      case TerminalNode word -> word.getSymbol();
      default -> c.getStart();
    };
  }
}
