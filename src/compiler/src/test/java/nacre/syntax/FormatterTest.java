package nacre.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import nacre.source.DiagnosticPrinter;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.testing.Golden;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The formatter rewrites people's files: it must be canonical, lose nothing, and change no meaning. */
class FormatterTest {
  static String format(String text) {
    Source source = Source.of("text.nacre", text);
    Reporter reporter = new Reporter();
    return Formatter.format(source, reporter)
        .orElseThrow(() -> new AssertionError(DiagnosticPrinter.plain(source).print(reporter)));
  }

  static String records(String text) {
    return SyntaxDump.of(SyntaxParser.parse(Source.of("text.nacre", text), new Reporter()));
  }

  /** The laws that hold for every text without errors. */
  static void checkLaws(String text) {
    String formatted = format(text);
    assertThat(format(formatted)).as("formatting twice").isEqualTo(formatted);
    assertThat(records(formatted)).as("the meaning").isEqualTo(records(text));
    assertThat(comments(formatted)).as("the comments").isEqualTo(comments(text));
    assertThat(formatted).doesNotContain("\n\n\n").doesNotContainPattern("[ \t]\n");
  }

  private static String comments(String text) {
    List<String> comments = new ArrayList<>();
    for (Token token : ParsedText.of(Source.of("text", text), 0, text.length(), NacreParser::file).tokens()) {
      if (token.getType() == NacreLexer.COMMENT || token.getType() == NacreLexer.DOC) {
        comments.add(token.getText().strip());
      }
    }
    return String.join(" ", comments).replaceAll("\\s+", " ");
  }

  @TestFactory
  @DisplayName("texts are formatted like this")
  Stream<DynamicTest> goldens() {
    return Golden.cases("nacre/syntax/format", golden -> {
      Source source = Source.of("text.nacre", golden.section("source"));
      Reporter reporter = new Reporter();
      String formatted = Formatter.format(source, reporter).orElse("");
      return Map.of("formatted", formatted, "errors", DiagnosticPrinter.plain(source).print(reporter));
    });
  }

  @TestFactory
  @DisplayName("formatting is idempotent, keeps the records and the comments")
  Stream<DynamicTest> laws() {
    Map<String, String> texts = Texts.valid();
    return texts.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> checkLaws(e.getValue())));
  }

  @TestFactory
  @DisplayName("the laws hold for any layout: spaces, line ends and comments anywhere that they may stand")
  Stream<DynamicTest> scrambled() {
    return Texts.valid().entrySet().stream().flatMap(e -> Stream.of(1, 2, 3, 4).map(seed -> DynamicTest
        .dynamicTest(e.getKey() + " " + seed, () -> checkLaws(Texts.scramble(e.getValue(), new Random(seed))))));
  }

  @Test
  @DisplayName("line ends of other systems stay")
  void keepsCarriageReturns() {
    assertThat(format("nacre  1\r\nmodel M { # c\r\n}\r\n")).isEqualTo("nacre 1\r\n\r\nmodel M {  # c\r\n}\r\n");
  }

  @Test
  void endsEveryTextWithOneLineEnd() {
    assertThat(format("nacre 1")).isEqualTo("nacre 1\n");
    assertThat(format("\n\n nacre 1\n\n\n")).isEqualTo("nacre 1\n");
    assertThat(format("nacre 1\n# end")).isEqualTo("nacre 1\n# end\n");
  }
}
