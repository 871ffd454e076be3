package nacre.syntax;

import java.util.ArrayList;
import java.util.List;
import nacre.source.Span;
import nacre.source.Suppression;
import nacre.syntax.Syntax.Allow;
import nacre.syntax.Syntax.Definition;
import nacre.syntax.Syntax.Item;
import nacre.syntax.Syntax.Name;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Reads {@code @allow(rule, ..., "reason")}. */
final class AllowSyntax {
  /** How it is written, for messages. */
  static final String FORM = "write `@allow(rule, \"why it is fine here\")`, with one or more rules";

  private final ParsedText<?> text;
  private final List<Problem> problems;

  AllowSyntax(ParsedText<?> text, List<Problem> problems) {
    this.text = text;
    this.problems = problems;
  }

  /** What could be read of it; what could not is added to the problems. */
  List<Allow> read(List<NacreParser.AllowContext> contexts) {
    return contexts.stream().filter(c -> c.RULES_END() != null).map(this::read)
        .filter(allow -> !allow.rules().isEmpty()).toList();
  }

  private Allow read(NacreParser.AllowContext context) {
    List<Token> parts = context.children.stream().map(TerminalNode.class::cast).map(TerminalNode::getSymbol)
        .filter(t -> t.getType() != NacreLexer.NL).toList();
    Span span = ParsedText.span(text.source(), parts.getFirst(), parts.getLast());
    List<Name> rules = new ArrayList<>();
    String reason = "";
    int required = NacreLexer.RULE;
    for (Token part : parts.subList(1, parts.size() - 1)) {
      boolean last = part.getType() == NacreLexer.REASON && required == NacreLexer.RULE && !rules.isEmpty();
      if (part.getType() != required && !last) {
        wrong(part, "found `%s`, required %s".formatted(part.getText().strip(), describe(required, rules)));
        return new Allow(span, rules, reason);
      }
      if (last) {
        reason = unquoted(part);
      } else if (part.getType() == NacreLexer.RULE) {
        rules.add(new Name(text.span(part), part.getText()));
      }
      required = last ? NacreLexer.RULES_END : required == NacreLexer.RULE ? NacreLexer.RULES_SEP : NacreLexer.RULE;
    }
    if (required != NacreLexer.RULES_END) {
      wrong(parts.getLast(), rules.isEmpty() ? "found `)`, required a rule and a reason"
          : "found `)`, required a reason in double quotes");
    } else if (reason.isBlank()) {
      wrong(parts.get(parts.size() - 2), "found an empty reason, required why the finding is fine here");
    }
    return new Allow(span, rules, reason);
  }

  /** What every {@code @allow} of a file covers. */
  static List<Suppression> suppressions(Syntax.File file) {
    List<Suppression> found = new ArrayList<>();
    for (Item item : file.items()) {
      if (item instanceof Definition definition) {
        add(found, definition.allows(), definition.span());
        Bodies.statements(definition.body()).forEach(s -> add(found, s.allows(), s.span()));
      }
    }
    return found;
  }

  private static void add(List<Suppression> found, List<Allow> allows, Span covers) {
    for (Allow allow : allows) {
      found.add(new Suppression(allow.rules().stream().map(Name::text).toList(), allow.reason(), allow.span(), covers));
    }
  }

  private void wrong(Token at, String message) {
    problems.add(new Problem(at, SyntaxErrors.error(text.span(at), message).withNote(FORM)));
  }

  private static String unquoted(Token token) {
    return Literals.unescape(token.getText().substring(1, token.getText().length() - 1), (at, escape) -> {
      // A reason is for people: an unknown escape in it is no error.
    });
  }

  private static String describe(int required, List<Name> rules) {
    return switch (required) {
      case NacreLexer.RULES_SEP -> "`,`";
      case NacreLexer.RULES_END -> "`)` after the reason";
      default -> rules.isEmpty() ? "the id of a rule" : "the id of a rule or a reason in double quotes";
    };
  }
}
