package nacre.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nacre.source.Reporter;
import nacre.source.Source;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * The canonical form of a text: 2 spaces of indentation, lines of up to 120 columns, one empty line between definitions.
 *
 * <p>Kept from the text are all tokens and comments, line ends before {@code ->}, after <code>{</code> and between
 * settings, and single empty lines. Formatting twice is formatting once, and the records of the text stay the same.
 */
public final class Formatter {
  private static final int WIDTH = 120;

  private final FormatTokens tokens;
  private final FormatStatements statements;

  private Formatter(List<CommonToken> all) {
    this.tokens = new FormatTokens(all);
    this.statements = new FormatStatements(tokens);
  }

  /** The formatted text; empty when the text has syntax errors, which are reported. */
  public static Optional<String> format(Source source, Reporter reporter) {
    Reporter errors = new Reporter();
    SyntaxParser.parse(source, errors);
    if (errors.hasErrors()) {
      errors.diagnostics().forEach(reporter::report);
      return Optional.empty();
    }
    ParsedText<NacreParser.FileContext> text = ParsedText.of(source, 0, source.text().length(), NacreParser::file);
    Formatter formatter = new Formatter(text.tokens());
    String formatted = DocPrinter.print(formatter.file(text.tree().orElseThrow()), WIDTH);
    checkSame(text, formatted);
    return Optional.of(source.text().contains("\r\n") ? formatted.replace("\n", "\r\n") : formatted);
  }

  /** A fault of the formatter must never reach a file. */
  private static void checkSame(ParsedText<?> before, String formatted) {
    Source after = Source.of(before.source().name(), formatted);
    List<String> tokens = meaning(ParsedText.of(after, 0, formatted.length(), NacreParser::file).tokens());
    if (!tokens.equals(meaning(before.tokens()))) {
      throw new IllegalStateException("formatting would change `%s`".formatted(before.source().name()));
    }
  }

  /** All tokens but commas and line ends, which may be exchanged for each other. */
  private static List<String> meaning(List<CommonToken> tokens) {
    return tokens.stream().filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL).filter(t -> switch (t.getType()) {
      case NacreLexer.NL, NacreLexer.COMMA, NacreLexer.RULES_SEP, NacreLexer.ALLOW -> false;
      default -> true;
    }).map(Token::getText).toList();
  }

  private Doc file(NacreParser.FileContext c) {
    List<Doc> parts = new ArrayList<>();
    Optional<NacreParser.ItemContext> before = Optional.empty();
    for (NacreParser.ItemContext item : c.item()) {
      before.ifPresent(b -> parts.add(separator(b, item)));
      parts.add(tokens.lead(item.getStart()).then(Doc.group(item(item))));
      before = Optional.of(item);
    }
    Token end = c.EOF().getSymbol();
    boolean comments = tokens.hasCommentsAbove(end);
    parts.add(comments && before.isPresent() ? tokens.separator(end) : Doc.EMPTY);
    return Doc.of(Doc.of(parts), tokens.above(end), parts.isEmpty() && !comments ? Doc.EMPTY : Doc.HARD);
  }

  private Doc separator(NacreParser.ItemContext before, NacreParser.ItemContext item) {
    boolean uses = before instanceof NacreParser.UseContext && item instanceof NacreParser.UseContext;
    return uses ? tokens.separator(item.getStart()) : Doc.BLANK;
  }

  private Doc item(NacreParser.ItemContext item) {
    return switch (item) {
      case NacreParser.HeaderContext c -> words(tokens.token(c.NACRE()), tokens.token(c.INT()));
      case NacreParser.UseContext c -> use(c);
      case NacreParser.DefinedContext c -> {
        List<Doc> parts = new ArrayList<>();
        c.allow().forEach(allow -> parts.add(statements.allow(allow).then(Doc.HARD)));
        parts.add(definition(c.definition()));
        yield Doc.of(Doc.of(parts), Doc.text(" "), Doc.group(statements.body(c.body())));
      }
      default -> throw new IllegalStateException("no item: " + item.getText());
    };
  }

  private Doc use(NacreParser.UseContext c) {
    TerminalNode path = c.STRING();
    Doc target = path == null ? statements.exprs().dotted(c.dotted()) : tokens.token(path);
    Doc use = words(tokens.token(c.USE()), target);
    return c.name() == null ? use : words(use, tokens.token(c.AS()), statements.exprs().name(c.name()));
  }

  private Doc definition(NacreParser.DefinitionContext definition) {
    return switch (definition) {
      case NacreParser.BlockHeadContext c ->
          words(tokens.token(c.BLOCK()),
              statements.exprs().name(c.name()).then(statements.exprs().params(c.params(0))));
      case NacreParser.ModelHeadContext c -> {
        Doc head = words(tokens.token(c.MODEL()), statements.exprs().name(c.name()));
        yield c.params() == null ? head : head.then(statements.exprs().params(c.params()));
      }
      default -> throw new IllegalStateException("no definition: " + definition.getText());
    };
  }

  private static Doc words(Doc... words) {
    List<Doc> parts = new ArrayList<>();
    for (Doc word : words) {
      parts.add(parts.isEmpty() ? Doc.EMPTY : Doc.text(" "));
      parts.add(word);
    }
    return Doc.of(parts);
  }
}
