package nacre.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nacre.source.Span;
import nacre.syntax.Expr.Binary;
import nacre.syntax.Expr.Branch;
import nacre.syntax.Expr.Index;
import nacre.syntax.Expr.Labelled;
import nacre.syntax.Expr.Member;
import nacre.syntax.Expr.Pipe;
import nacre.syntax.Expr.Unary;
import nacre.syntax.Syntax.Arg;
import nacre.syntax.Syntax.Body;
import nacre.syntax.Syntax.Label;
import nacre.syntax.Syntax.Stage;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Expressions of a text without syntax errors. */
final class ExprBuilder {
  private final ParsedText<?> text;
  private final List<Problem> problems;
  private final NameBuilder names;
  private final CallBuilder calls;
  private final Function<NacreParser.BodyContext, Body> bodies;
  private int depth;

  ExprBuilder(ParsedText<?> text, List<Problem> problems, Function<NacreParser.BodyContext, Body> bodies) {
    this.text = text;
    this.problems = problems;
    this.bodies = bodies;
    this.names = new NameBuilder(text, problems);
    this.calls = new CallBuilder(text, problems);
  }

  Expr build(NacreParser.ExprContext context) {
    Expr first = build(context.term());
    Optional<Label> label = names.label(Optional.ofNullable(context.label()));
    if (label.isPresent()) {
      Span span = first.span().to(text.span(context.label()));
      first = new Labelled(span, first, label.get());
    }
    if (context.stage().isEmpty()) {
      return first;
    }
    List<Stage> stages = new ArrayList<>();
    for (NacreParser.StageContext stage : context.stage()) {   // no stream around the recursion: calls nest deep
      stages.add(stage(stage));
    }
    return new Pipe(text.span(context), first, stages);
  }

  private Stage stage(NacreParser.StageContext context) {
    return new Stage(text.span(context), names.dotted(context.dotted()), args(Optional.ofNullable(context.args())),
        names.label(Optional.ofNullable(context.label())));
  }

  List<Arg> args(Optional<NacreParser.ArgsContext> context) {
    List<Arg> args = new ArrayList<>();
    for (NacreParser.ArgContext arg : context.map(NacreParser.ArgsContext::arg).orElse(List.of())) {
      args.add(arg(arg));
    }
    return args;
  }

  private Arg arg(NacreParser.ArgContext context) {
    return new Arg(text.span(context), Optional.ofNullable(context.name()).map(names::name), build(context.expr()));
  }

  /** Goes down the left side of a chain in a loop, since chains are long. */
  Expr build(NacreParser.TermContext context) {
    Deque<NacreParser.TermContext> chain = new ArrayDeque<>();
    NacreParser.TermContext base = context;
    for (Optional<NacreParser.TermContext> left = left(base); left.isPresent(); left = left(base)) {
      chain.push(base);
      base = left.get();
    }
    if (depth + chain.size() > Nesting.CHAIN_LIMIT) {
      problems.add(new Problem(context.getStart(), SyntaxErrors.error(text.span(context).start(),
          "this expression has more than %d operators; bind a part of it to a name first"
              .formatted(Nesting.CHAIN_LIMIT))));
      return new Expr.Invalid(text.span(context));
    }
    int outer = depth;
    depth += chain.size() + 1;
    Expr built = primary(base);
    while (!chain.isEmpty()) {
      depth = outer + chain.size();
      built = extend(built, chain.pop());
    }
    depth = outer;
    return built;
  }

  private static Optional<NacreParser.TermContext> left(NacreParser.TermContext context) {
    return switch (context) {
      case NacreParser.CallContext c -> Optional.of(c.term());
      case NacreParser.MemberContext c -> Optional.of(c.term());
      case NacreParser.IndexContext c -> Optional.of(c.term());
      case NacreParser.BinaryContext c -> Optional.of(c.term(0));
      default -> Optional.empty();
    };
  }

  private Expr extend(Expr left, NacreParser.TermContext context) {
    Span span = text.span(context);
    return switch (context) {
      case NacreParser.CallContext c -> calls.call(c, left, args(Optional.of(c.args())));
      case NacreParser.MemberContext c -> new Member(span, left, names.name(c.name()));
      case NacreParser.IndexContext c -> new Index(span, left, build(c.expr()));
      case NacreParser.BinaryContext c -> {
        Token at = ((TerminalNode) c.getChild(1)).getSymbol();
        yield new Binary(span, Operators.binary(at), text.span(at), left, build(c.term(1)));
      }
      default -> throw new IllegalStateException("no chain: " + context.getText());
    };
  }

  private Expr primary(NacreParser.TermContext context) {
    Span span = text.span(context);
    return switch (context) {
      case NacreParser.UnaryContext c -> new Unary(span, Operators.unary(c.getStart()), build(c.term()));
      case NacreParser.IfContext c -> choice(c);
      case NacreParser.ListOfContext c -> new Expr.ListOf(span, all(c.expr()));
      case NacreParser.GroupContext c -> group(c);
      case NacreParser.LiteralContext c -> literal(c.getStart());
      case NacreParser.RefContext c -> new Expr.Ref(names.name(c.name()));
      default -> throw new IllegalStateException("no primary: " + context.getText());
    };
  }

  private Expr group(NacreParser.GroupContext context) {
    return context.COMMA().isEmpty() ? build(context.expr(0)) : new Expr.Tuple(text.span(context), all(context.expr()));
  }

  private List<Expr> all(List<NacreParser.ExprContext> contexts) {
    List<Expr> built = new ArrayList<>(contexts.size());
    for (NacreParser.ExprContext context : contexts) {
      built.add(build(context));
    }
    return built;
  }

  private Expr choice(NacreParser.IfContext context) {
    List<Branch> branches = new ArrayList<>();
    for (NacreParser.BranchContext branch : context.branch()) {
      ParserRuleContext condition = branch.condition();
      Expr value = text.recovery().isBroken(condition)
          ? new Expr.Invalid(text.span(condition))
          : build(branch.condition().term());
      branches.add(new Branch(text.span(branch), value, bodies.apply(branch.body())));
    }
    return new Expr.If(text.span(context), branches, Optional.ofNullable(context.body()).map(bodies));
  }

  private Expr literal(Token token) {
    Span span = text.span(token);
    return switch (token.getType()) {
      case NacreLexer.INT -> integer(token);
      case NacreLexer.FLOAT -> floating(token);
      case NacreLexer.STRING -> names.string(token);
      case NacreLexer.TRUE -> new Expr.BoolLit(span, true);
      case NacreLexer.FALSE -> new Expr.BoolLit(span, false);
      default -> new Expr.NoneLit(span);
    };
  }

  private Expr integer(Token token) {
    try {
      return new Expr.IntLit(text.span(token), Long.parseLong(token.getText().replace("_", "")));
    } catch (NumberFormatException e) {
      return tooLarge(token, "found a number above %d, the largest `int`".formatted(Long.MAX_VALUE));
    }
  }

  private Expr floating(Token token) {
    double value = Double.parseDouble(token.getText().replace("_", ""));
    return Double.isFinite(value)
        ? new Expr.FloatLit(text.span(token), value)
        : tooLarge(token, "found a number above 1.8e308, the largest `float`");
  }

  private Expr tooLarge(Token token, String message) {
    problems.add(new Problem(token, SyntaxErrors.error(text.span(token), message)));
    return new Expr.Invalid(text.span(token));
  }
}
