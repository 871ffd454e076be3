package nacre.syntax;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Statements, bodies and settings in canonical form. */
final class FormatStatements {
  private static final Doc SPACE = Doc.text(" ");

  private final FormatTokens tokens;
  private final FormatExprs exprs;

  FormatStatements(FormatTokens tokens) {
    this.tokens = tokens;
    this.exprs = new FormatExprs(tokens, this::choice);
  }

  FormatExprs exprs() {
    return exprs;
  }

  /** A body in one line where it was written so, holds one statement and fits; the group around it decides. */
  Doc body(NacreParser.BodyContext c) {
    return exprs.inBraces(() -> {
      List<NacreParser.StatementContext> statements = c.line().stream().map(NacreParser.LineContext::statement)
          .filter(s -> s != null).toList();
      Token closer = c.RC().getSymbol();
      boolean comments = tokens.hasCommentsAbove(closer);
      if (statements.isEmpty()) {
        return tokens.hasCommentsBetween(c.LC().getSymbol(), closer)
            ? Doc.of(tokens.token(c.LC()), Doc.nest(tokens.aboveCloser(closer)), Doc.HARD, close(closer))
            : Doc.of(tokens.token(c.LC()), SPACE, close(closer));
      }
      boolean oneLine = statements.size() == 1 && !comments && !tokens.startsLine(statements.getFirst().getStart());
      Doc first = oneLine ? Doc.LINE : Doc.HARD;
      List<Doc> lines = new ArrayList<>(List.of(first));
      for (NacreParser.StatementContext s : statements) {
        lines.add(s == statements.getFirst() ? Doc.EMPTY : tokens.separator(s.getStart()));
        lines.add(statement(s));
      }
      lines.add(tokens.aboveCloser(closer));
      return Doc.of(tokens.token(c.LC()), Doc.nest(Doc.of(lines)), first, close(closer));
    });
  }

  private Doc close(Token closer) {
    return Doc.text("}").then(tokens.beside(closer));
  }

  /** Bodies that may share a line with their braces all do or none does, unless one of them cannot. */
  private Doc choice(NacreParser.IfContext c) {
    List<Doc> bodies = new ArrayList<>();
    c.branch().forEach(branch -> bodies.add(body(branch.body())));
    if (c.body() != null) {
      bodies.add(body(c.body()));
    }
    boolean apart = bodies.stream().anyMatch(Doc::breaks);
    Iterator<Doc> body = bodies.stream().map(b -> apart ? Doc.group(b) : b).iterator();
    List<Doc> parts = new ArrayList<>();
    for (ParseTree child : c.children) {
      parts.add(switch (child) {
        case NacreParser.BranchContext branch -> Doc.of(condition(branch.condition()), SPACE, body.next());
        case NacreParser.BodyContext last -> body.next();
        default -> Doc.of(SPACE, tokens.token((TerminalNode) child), SPACE);
      });
    }
    return Doc.group(Doc.of(parts));
  }

  private Doc condition(NacreParser.ConditionContext c) {
    return Doc.of(tokens.token(c.IF()), SPACE, exprs.term(c.term()));
  }

  private Doc statement(NacreParser.StatementContext c) {
    List<Doc> parts = new ArrayList<>(List.of(tokens.lead(c.getStart())));
    c.allow().forEach(allow -> parts.add(allow(allow).then(Doc.HARD)));
    boolean word = false;
    for (ParseTree child : c.children.subList(c.allow().size(), c.getChildCount())) {
      boolean tight = child instanceof NacreParser.ArgsContext || isToken(child, NacreLexer.COLON)
          || isToken(child, NacreLexer.COMMA);
      parts.add(word && !tight ? SPACE : Doc.EMPTY);
      parts.add(part(child));
      word = true;
    }
    return Doc.group(Doc.of(parts));
  }

  private static boolean isToken(ParseTree tree, int type) {
    return tree instanceof TerminalNode node && node.getSymbol().getType() == type;
  }

  private Doc part(ParseTree tree) {
    return switch (tree) {
      case TerminalNode node -> tokens.token(node);
      case NacreParser.NameContext c -> exprs.name(c);
      case NacreParser.NamesContext c -> exprs.names(c);
      case NacreParser.DottedContext c -> exprs.dotted(c);
      case NacreParser.TensorTypeContext c -> exprs.tensor(c);
      case NacreParser.ArgsContext c -> exprs.args(c);
      case NacreParser.ExprContext c -> exprs.expr(c);
      case NacreParser.SettingsContext c -> settings(c);
      case NacreParser.LoopContext c -> loop(c);
      case NacreParser.BodyContext c -> Doc.group(body(c));
      default -> throw new IllegalStateException("no part of a statement: " + tree.getText());
    };
  }

  private Doc loop(NacreParser.LoopContext c) {
    List<Doc> parts = new ArrayList<>();
    for (ParseTree child : c.children) {
      parts.add(parts.isEmpty() ? Doc.EMPTY : SPACE);
      parts.add(child instanceof NacreParser.TermContext term ? exprs.term(term) : part(child));
    }
    return Doc.of(parts);
  }

  /** {@code @allow(rule, "reason")}, in a line of its own. */
  Doc allow(NacreParser.AllowContext c) {
    List<Doc> parts = new ArrayList<>();
    for (ParseTree child : c.children) {
      Token token = ((TerminalNode) child).getSymbol();
      parts.add(switch (token.getType()) {
        case NacreLexer.NL -> Doc.EMPTY;
        case NacreLexer.ALLOW -> tokens.token(token, "@allow(");
        case NacreLexer.RULES_SEP -> tokens.token(token, ", ");
        default -> tokens.token((TerminalNode) child);
      });
    }
    return Doc.of(parts);
  }

  /** Settings keep their line ends; those of one line that is too long get a line each. */
  private Doc settings(NacreParser.SettingsContext c) {
    Token closer = c.RC().getSymbol();
    if (c.setting().isEmpty() && !tokens.hasCommentsAbove(closer)) {
      return Doc.of(tokens.token(c.LC()), SPACE, close(closer));
    }
    return exprs.inBraces(() -> {
      boolean lines = c.setting().stream().anyMatch(s -> tokens.startsLine(s.getStart()))
          || tokens.hasCommentsAbove(closer);
      List<Doc> inside = new ArrayList<>(List.of(lines ? Doc.HARD : Doc.LINE));
      rows(c).forEach(inside::add);
      inside.add(tokens.aboveCloser(closer));
      return Doc.group(tokens.token(c.LC()), Doc.nest(Doc.of(inside)), lines ? Doc.HARD : Doc.LINE, close(closer));
    });
  }

  private List<Doc> rows(NacreParser.SettingsContext c) {
    List<Doc> rows = new ArrayList<>();
    List<Doc> row = new ArrayList<>();
    for (ParseTree child : c.children.subList(1, c.getChildCount() - 1)) {
      if (child instanceof NacreParser.SettingContext setting) {
        boolean first = setting == c.setting(0);
        if (!first && tokens.startsLine(setting.getStart())) {
          rows.add(Doc.group(Doc.of(row)));
          rows.add(tokens.separator(setting.getStart()));
          row = new ArrayList<>();
        }
        if (row.isEmpty()) {
          rows.add(tokens.lead(setting.getStart()));
        }
        row.add(row.isEmpty() ? Doc.EMPTY : Doc.of(new Doc.Either("", ","), Doc.LINE));
        row.add(setting(setting));
      } else if (isToken(child, NacreLexer.COMMA)) {
        row.add(tokens.silent(((TerminalNode) child).getSymbol()));
      }
    }
    rows.add(Doc.group(Doc.of(row)));
    return rows;
  }

  private Doc setting(NacreParser.SettingContext c) {
    Doc key = c.STRING() == null ? exprs.dotted(c.dotted()) : tokens.token(c.STRING());
    return Doc.of(key, SPACE, tokens.token(c.ASSIGN()), SPACE, exprs.expr(c.expr()));
  }
}
