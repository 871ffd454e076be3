package nacre.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Expressions and types in canonical form. */
final class FormatExprs {
  private static final Doc SPACE = Doc.text(" ");

  private final FormatTokens tokens;
  private final Function<NacreParser.IfContext, Doc> choices;
  /** Whether the innermost bracket around is {@code (} or {@code [}, so that lines may end anywhere. */
  private boolean grouped;

  FormatExprs(FormatTokens tokens, Function<NacreParser.IfContext, Doc> choices) {
    this.tokens = tokens;
    this.choices = choices;
  }

  /** Formats what stands between braces, where line ends count. */
  Doc inBraces(Supplier<Doc> inside) {
    return within(false, inside);
  }

  private Doc within(boolean isGrouped, Supplier<Doc> inside) {
    boolean outer = grouped;
    grouped = isGrouped;
    Doc doc = inside.get();
    grouped = outer;
    return doc;
  }

  /** A pipe keeps its line ends; a stretch of it that is too long gets one before every stage. */
  Doc expr(NacreParser.ExprContext c) {
    Doc first = labelled(term(c.term()), c.label());
    if (c.stage().isEmpty()) {
      return first;
    }
    List<Doc> segments = new ArrayList<>();
    List<Doc> segment = new ArrayList<>(List.of(first));
    List<TerminalNode> arrows = c.ARROW();
    List<NacreParser.StageContext> stages = c.stage();
    for (int i = 0; i < stages.size(); i++) {
      Token arrow = arrows.get(i).getSymbol();
      boolean kept = tokens.startsLine(arrow);
      if (kept) {
        segments.add(Doc.group(Doc.of(segment)));
        segments.add(Doc.nest(Doc.HARD, tokens.lead(arrow)));
        segment = new ArrayList<>();
      }
      segment.add(Doc.nest(kept ? Doc.EMPTY : Doc.LINE, tokens.token(arrows.get(i)), SPACE, stage(stages.get(i))));
    }
    segments.add(Doc.group(Doc.of(segment)));
    return Doc.of(segments);
  }

  private Doc stage(NacreParser.StageContext c) {
    Doc call = c.args() == null ? dotted(c.dotted()) : dotted(c.dotted()).then(args(c.args()));
    return labelled(call, c.label());
  }

  private Doc labelled(Doc value, NacreParser.LabelContext label) {
    if (label == null) {
      return value;
    }
    Doc name = label.STRING() == null ? name(label.name()) : tokens.token(label.STRING());
    return value.then(SPACE, tokens.token(label.AS()), SPACE, name);
  }

  /** Goes down the left side of a chain in a loop, since chains are long. */
  Doc term(NacreParser.TermContext context) {
    Deque<NacreParser.TermContext> chain = new ArrayDeque<>();
    NacreParser.TermContext base = context;
    while (base.getChild(0) instanceof NacreParser.TermContext left) {
      chain.push(base);
      base = left;
    }
    List<Doc> parts = new ArrayList<>(List.of(primary(base)));
    boolean operators = chain.stream().anyMatch(NacreParser.BinaryContext.class::isInstance);
    chain.forEach(link -> parts.add(link(link)));
    return operators ? Doc.group(Doc.of(parts)) : Doc.of(parts);
  }

  private Doc link(NacreParser.TermContext context) {
    return switch (context) {
      case NacreParser.CallContext c -> args(c.args());
      case NacreParser.MemberContext c -> tokens.token(c.DOT()).then(name(c.name()));
      case NacreParser.IndexContext c ->
          Doc.of(tokens.token(c.LB()), within(true, () -> expr(c.expr())), tokens.token(c.RB()));
      case NacreParser.BinaryContext c -> {
        Doc operation = Doc.of(tokens.token((TerminalNode) c.getChild(1)), SPACE, term(c.term(1)));
        yield grouped ? Doc.nest(Doc.LINE, operation) : Doc.of(SPACE, operation);
      }
      default -> throw new IllegalStateException("no chain: " + context.getText());
    };
  }

  private Doc primary(NacreParser.TermContext context) {
    return switch (context) {
      case NacreParser.UnaryContext c when c.NOT() != null -> tokens.token(c.NOT()).then(SPACE, term(c.term()));
      case NacreParser.UnaryContext c -> tokens.token(c.MINUS()).then(term(c.term()));
      case NacreParser.IfContext c -> inBraces(() -> choices.apply(c));
      case NacreParser.ListOfContext c -> list(c);
      case NacreParser.GroupContext c -> list(c);
      case NacreParser.LiteralContext c -> tokens.token((TerminalNode) c.getChild(0));
      case NacreParser.RefContext c -> name(c.name());
      default -> throw new IllegalStateException("no primary: " + context.getText());
    };
  }

  private Doc element(ParseTree tree) {
    return switch (tree) {
      case NacreParser.ExprContext c -> expr(c);
      case NacreParser.ArgContext c -> arg(c);
      case NacreParser.ParamContext c -> param(c);
      case NacreParser.TermContext c -> dim(c);
      default -> throw new IllegalStateException("no element: " + tree.getText());
    };
  }

  Doc args(NacreParser.ArgsContext c) {
    return list(c);
  }

  Doc params(NacreParser.ParamsContext c) {
    return list(c);
  }

  private Doc arg(NacreParser.ArgContext c) {
    if (c.name() == null) {
      return expr(c.expr());
    }
    boolean wide = !c.expr().stage().isEmpty() || c.expr().term() instanceof NacreParser.IfContext;
    Doc space = wide ? SPACE : Doc.EMPTY;
    return Doc.of(name(c.name()), space, tokens.token(c.ASSIGN()), space, expr(c.expr()));
  }

  private Doc param(NacreParser.ParamContext c) {
    Doc param = name(c.name());
    if (c.type() != null) {
      param = param.then(tokens.token(c.COLON()), SPACE, type(c.type()));
    }
    return c.expr() == null ? param : param.then(SPACE, tokens.token(c.ASSIGN()), SPACE, expr(c.expr()));
  }

  /** What stands in brackets, with commas: in one line, or each in a line of its own. */
  private Doc list(ParserRuleContext c) {
    boolean outer = grouped;   // no lambda around the recursion: calls nest deep
    grouped = true;
    int last = lastOf(c);
    List<Doc> inside = new ArrayList<>();
    int elements = 0;
    boolean comma = false;
    for (int i = first(c) + 1; i < last; i++) {
      comma = c.getChild(i) instanceof TerminalNode;
      if (c.getChild(i) instanceof TerminalNode node) {
        boolean ends = i == last - 1;
        inside.add(ends ? lastComma(c, node, elements) : tokens.token(node).then(Doc.LINE));
      } else {
        inside.add(element(c.getChild(i)));
        elements++;
      }
    }
    if (elements > 0 && !comma && !(c instanceof NacreParser.GroupContext && elements == 1)) {
      inside.add(new Doc.Either(",", ""));
    }
    Doc list = inBrackets(c, last, inside);
    grouped = outer;
    return list;
  }

  private Doc inBrackets(ParserRuleContext c, int last, List<Doc> inside) {
    TerminalNode opener = (TerminalNode) c.getChild(first(c));
    TerminalNode closer = (TerminalNode) c.getChild(last);
    Doc comments = tokens.aboveCloser(closer.getSymbol());
    Doc list = Doc.of(tokens.token(opener), Doc.nest(Doc.SOFT, Doc.of(inside), comments), Doc.SOFT,
        Doc.text(closer.getText()), tokens.beside(closer.getSymbol()));
    boolean broken = list.breaks() || tokens.hasCommentsBetween(opener.getSymbol(), closer.getSymbol());
    return new Doc.Group(list, broken);
  }

  private static int first(ParserRuleContext c) {
    return c instanceof NacreParser.TensorTypeContext ? 1 : 0;
  }

  private static int lastOf(ParserRuleContext c) {
    int last = c.getChildCount() - 1;
    return c.getChild(last) instanceof TerminalNode ? last : last - 1;
  }

  private Doc lastComma(ParserRuleContext c, TerminalNode comma, int elements) {
    boolean makesTuple = c instanceof NacreParser.GroupContext && elements == 1;
    return makesTuple
        ? tokens.token(comma)
        : Doc.of(tokens.above(comma.getSymbol()), new Doc.Either(",", ""), tokens.beside(comma.getSymbol()));
  }

  private Doc dim(NacreParser.TermContext context) {
    if (context instanceof NacreParser.BinaryContext c && c.LE() != null) {
      return Doc.of(term(c.term(0)), tokens.token(c.LE()), term(c.term(1)));
    }
    return term(context);
  }

  Doc type(NacreParser.TypeContext context) {
    return switch (context) {
      case NacreParser.ChoiceContext c -> {
        List<Doc> parts = new ArrayList<>(List.of(name(c.name(0))));
        for (int i = 1; i < c.name().size(); i++) {
          parts.add(Doc.of(SPACE, tokens.token(c.BAR(i - 1)), SPACE, name(c.name(i))));
        }
        yield Doc.of(parts);
      }
      case NacreParser.SingleContext c -> {
        Doc type = c.tensorType() == null ? name(c.name()) : tensor(c.tensorType());
        yield c.QUESTION() == null ? type : type.then(tokens.token(c.QUESTION()));
      }
      case NacreParser.ListContext c -> {
        Doc type = Doc.of(tokens.token(c.LB()), type(c.type()), tokens.token(c.RB()));
        yield c.QUESTION() == null ? type : type.then(tokens.token(c.QUESTION()));
      }
      default -> throw new IllegalStateException("no type: " + context.getText());
    };
  }

  Doc tensor(NacreParser.TensorTypeContext c) {
    Doc type = name(c.name(0)).then(list(c));
    return c.layout == null ? type : type.then(SPACE, name(c.layout));
  }

  Doc dotted(NacreParser.DottedContext c) {
    Doc doc = name(c.name(0));
    for (int i = 1; i < c.name().size(); i++) {
      doc = doc.then(tokens.token(c.DOT(i - 1)), name(c.name(i)));
    }
    return doc;
  }

  Doc names(NacreParser.NamesContext c) {
    List<Doc> parts = new ArrayList<>();
    for (ParseTree child : c.children) {
      parts.add(child instanceof NacreParser.NameContext name ? name(name) : tokens.token((TerminalNode) child));
      boolean separates = child instanceof TerminalNode node && node.getSymbol().getType() == NacreLexer.COMMA;
      parts.add(separates ? SPACE : Doc.EMPTY);
    }
    return Doc.of(parts);
  }

  Doc name(NacreParser.NameContext c) {
    return tokens.token((TerminalNode) c.getChild(0));
  }
}
