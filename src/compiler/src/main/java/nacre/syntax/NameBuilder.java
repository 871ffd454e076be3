package nacre.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nacre.syntax.Syntax.Dotted;
import nacre.syntax.Syntax.Label;
import nacre.syntax.Syntax.Name;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Names, and strings, of a text. */
final class NameBuilder {
  private final ParsedText<?> text;
  private final List<Problem> problems;

  NameBuilder(ParsedText<?> text, List<Problem> problems) {
    this.text = text;
    this.problems = problems;
  }

  Name name(NacreParser.NameContext context) {
    return name(context.getStart());
  }

  private Name name(Token token) {
    return new Name(text.span(token), token.getText());
  }

  List<Name> names(List<NacreParser.NameContext> contexts) {
    return contexts.stream().map(this::name).toList();
  }

  Dotted dotted(NacreParser.DottedContext context) {
    return new Dotted(text.span(context), names(context.name()));
  }

  Optional<Label> label(Optional<NacreParser.LabelContext> context) {
    return context.map(c -> c.STRING() == null
        ? new Label(text.span(c.name()), c.name().getText(), true)
        : new Label(text.span(c.STRING().getSymbol()), string(c.STRING().getSymbol()).value(), false));
  }

  /** A string; one that was never closed lacks its last quote. */
  Expr.StringLit string(Token token) {
    String written = token.getText();
    boolean closed = written.length() > 1 && written.charAt(written.length() - 1) == written.charAt(0);
    String inside = written.substring(1, closed ? written.length() - 1 : written.length());
    String value = Literals.unescape(inside, (at, escape) -> {
      int start = token.getStartIndex() + 1 + at;
      problems.add(new Problem(token, SyntaxErrors.error(text.source().span(start, start + 2),
          "found `%s` in a string, required `\\\\`, `\\\"`, `\\n` or `\\t`".formatted(escape))));
    });
    return new Expr.StringLit(text.span(token), value);
  }

  /** The names that a statement would have bound, had it been readable. */
  List<Name> bound(ParserRuleContext statement) {
    List<Name> names = new ArrayList<>();
    List<CommonToken> tokens = visible(statement);
    for (int i = 0; i < tokens.size(); i++) {
      int next = i + 1 < tokens.size() ? tokens.get(i + 1).getType() : NacreLexer.NL;
      boolean declares = switch (tokens.get(i).getType()) {
        case NacreLexer.INPUT, NacreLexer.OUTPUT, NacreLexer.LAYER, NacreLexer.PARAM -> i == 0;
        case NacreLexer.AS -> true;
        default -> false;
      };
      if (declares && TokenKinds.isName(next)) {
        names.add(name(tokens.get(i + 1)));
      }
    }
    names.addAll(assigned(tokens));
    return names;
  }

  /** {@code a, b} of {@code a, b = ...}, with or without parentheses. */
  private List<Name> assigned(List<CommonToken> tokens) {
    List<Name> names = new ArrayList<>();
    for (Token token : tokens) {
      if (TokenKinds.isName(token.getType())) {
        names.add(name(token));
      } else if (token.getType() == NacreLexer.ASSIGN) {
        return names;
      } else if (token.getType() != NacreLexer.COMMA && token.getType() != NacreLexer.LP
          && token.getType() != NacreLexer.RP) {
            return List.of();
          }
    }
    return List.of();
  }

  private List<CommonToken> visible(ParserRuleContext statement) {
    Token stop = statement.getStop();
    int last = stop == null ? -1 : stop.getTokenIndex();
    List<CommonToken> tokens = new ArrayList<>();
    for (int i = statement.getStart().getTokenIndex(); i <= last; i++) {
      CommonToken token = text.tokens().get(i);
      boolean counts = token.getType() != NacreLexer.NL || !tokens.isEmpty();
      if (counts && token.getChannel() == Token.DEFAULT_CHANNEL) {
        tokens.add(token);
      }
      if (token.getType() == NacreLexer.RULES_END) {
        tokens.clear();
      }
    }
    return tokens;
  }
}
