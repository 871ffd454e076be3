package nacre.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nacre.source.Source;
import nacre.source.Span;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;

/**
 * A text as the grammar reads it.
 *
 * @param damaged  the statements, by {@link Lines#statement}, in which tokens were mended
 * @param tree     empty when the text nests too deep to be parsed
 * @param problems what is wrong so far, at most one per statement, in the order of the text
 */
record ParsedText<T extends ParserRuleContext>(Source source, List<CommonToken> tokens, Lines lines,
    Set<Integer> damaged, LineRecovery recovery, Optional<T> tree, List<Problem> problems) {

  /** @param entry the rule that the characters {@code from} to {@code to - 1} are read by */
  static <T extends ParserRuleContext> ParsedText<T> of(Source source, int from, int to,
      Function<NacreParser, T> entry) {
    List<CommonToken> tokens = tokens(source, from, to);
    List<Problem> problems = new ArrayList<>(Characters.mend(source, tokens));
    Brackets.Mended mended = Brackets.mend(source, tokens);
    problems.addAll(mended.problems());
    Lines lines = Lines.of(mended.tokens());
    Optional<Token> tooDeep = Nesting.tooDeep(mended.tokens());
    if (tooDeep.isPresent()) {
      return new ParsedText<>(source, mended.tokens(), lines, Set.of(), new LineRecovery(lines), Optional.empty(),
          List.of(nestsTooDeep(source, tooDeep.get())));
    }
    lines.lonelyBraces().forEach(brace -> problems.add(new Problem(brace, SyntaxErrors.error(span(source, brace, brace),
        "found `{` at the start of a line, required at the end of the line before"))));
    Set<Integer> damaged = problems.stream().map(Problem::at).filter(t -> !isBrace(t)).map(lines::statement)
        .collect(Collectors.toSet());
    LineRecovery recovery = new LineRecovery(lines);
    T tree = parse(mended.tokens(), recovery, entry);
    problems.addAll(SyntaxErrors.word(source, mended.tokens(), recovery.failures()));
    ParsedText<T> parsed = new ParsedText<>(source, mended.tokens(), lines, damaged, recovery,
        Optional.of(tree), List.of());
    return parsed.withMore(problems);
  }

  /** This text with more problems; of each statement only the first is kept. */
  ParsedText<T> withMore(List<Problem> more) {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(more);
    all.sort(Comparator.comparingInt(p -> p.at().getTokenIndex()));
    return new ParsedText<>(source, tokens, lines, damaged, recovery, tree,
        SyntaxErrors.onePerStatement(all, lines));
  }

  /** Whether something in the statement or head of a token was mended, so that it cannot be taken at its word. */
  boolean isDamaged(Token token) {
    return damaged.contains(lines.statement(token));
  }

  private static boolean isBrace(Token token) {
    return token.getType() == NacreLexer.LC || token.getType() == NacreLexer.RC;
  }

  /** From the first character of a rule to its last. */
  Span span(ParserRuleContext context) {
    Token stop = context.getStop();
    return stop == null || stop.getTokenIndex() < context.getStart().getTokenIndex()
        ? source.span(context.getStart().getStartIndex(), context.getStart().getStartIndex())
        : span(source, context.getStart(), stop);
  }

  Span span(Token token) {
    return span(source, token, token);
  }

  static Span span(Source source, Token first, Token last) {
    return source.span(first.getStartIndex(), Math.max(first.getStartIndex(), last.getStopIndex() + 1));
  }

  private static List<CommonToken> tokens(Source source, int from, int to) {
    NacreLexer lexer = new NacreLexer(new SourceChars(source, from, to));
    lexer.removeErrorListeners();
    List<CommonToken> tokens = new ArrayList<>();
    Token token;
    do {
      token = lexer.nextToken();
      tokens.add((CommonToken) token);
    } while (token.getType() != Token.EOF);
    return tokens;
  }

  private static <T> T parse(List<CommonToken> tokens, LineRecovery recovery, Function<NacreParser, T> entry) {
    NacreParser parser = new NacreParser(new CommonTokenStream(new ListTokenSource(tokens)));
    parser.removeErrorListeners();
    parser.setErrorHandler(recovery);
    parser.getInterpreter().setPredictionMode(PredictionMode.LL);
    return entry.apply(parser);
  }

  private static Problem nestsTooDeep(Source source, Token token) {
    return new Problem(token, SyntaxErrors.error(span(source, token, token),
        "brackets and operators nest deeper than %d levels here; bind a part to a name first"
            .formatted(Nesting.LIMIT)));
  }
}
