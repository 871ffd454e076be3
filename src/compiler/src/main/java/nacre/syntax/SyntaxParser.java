package nacre.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import nacre.source.Diagnostic;
import nacre.source.Fix;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.source.Span;
import nacre.source.TextEdit;

/** Reads texts. Errors are reported, all of a text in one go and at most one per statement; nothing is thrown. */
public final class SyntaxParser {
  /** The {@link Diagnostic#id} of every error of this package that needs no names to be looked up. */
  public static final String ERROR_ID = "syntax";

  private static final Pattern VERSION_LINE = Pattern.compile("nacre\\s+[0-9]");

  private SyntaxParser() {}

  /** The records of a text; parts with errors are {@code Invalid}, and text that nests too deep has no items. */
  public static Syntax.File parse(Source source, Reporter reporter) {
    ParsedText<NacreParser.FileContext> text = ParsedText.of(source, 0, source.text().length(), NacreParser::file);
    if (text.tree().isEmpty()) {
      report(text, List.of(), reporter);
      return new Syntax.File(source.span(0, source.text().length()), Optional.empty(), List.of());
    }
    List<Problem> problems = new ArrayList<>();
    Syntax.File file = new FileBuilder(text, problems).build(text.tree().get());
    if (text.tree().get().item().stream().noneMatch(NacreParser.HeaderContext.class::isInstance)) {
      reporter.report(missingVersion(source));
    }
    report(text, problems, reporter);
    return file;
  }

  /** Whether the first line that says something is one of the language's version, a known one or not. */
  public static boolean startsWithVersion(Source source) {
    return source.text().lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).findFirst()
        .filter(line -> VERSION_LINE.matcher(line).lookingAt()).isPresent();
  }

  /** The expression that a whole text is, such as a value on a command line. */
  public static Expr expression(Source source, Reporter reporter) {
    return expression(source, 0, source.text().length(), reporter);
  }

  /** The parts of a string that may hold expressions in braces; the string is of {@code source}. */
  public static Template template(Source source, Expr.StringLit string, Reporter reporter) {
    return new TemplateParser(source, reporter).parse(string);
  }

  /** The expression that the characters {@code from} to {@code to - 1} are. */
  static Expr expression(Source source, int from, int to, Reporter reporter) {
    ParsedText<NacreParser.EmbeddedContext> text = ParsedText.of(source, from, to, NacreParser::embedded);
    List<Problem> problems = new ArrayList<>();
    boolean readable = text.tree().isPresent() && text.problems().isEmpty();
    Expr expr = readable
        ? new StatementBuilder(text, problems).exprs().build(text.tree().get().expr())
        : new Expr.Invalid(source.span(from, to));
    report(text, problems, reporter);
    return expr;
  }

  private static void report(ParsedText<?> text, List<Problem> problems, Reporter reporter) {
    text.withMore(problems).problems().forEach(p -> reporter.report(p.diagnostic()));
  }

  private static Diagnostic missingVersion(Source source) {
    Span start = source.span(0, 0);
    String header = "nacre %d".formatted(FileBuilder.VERSION);
    return SyntaxErrors.error(start, "the first line lacks the language version, required `%s`".formatted(header))
        .with(new Fix("insert `%s`".formatted(header), true, List.of(TextEdit.insert(start, header + "\n\n"))));
  }
}
