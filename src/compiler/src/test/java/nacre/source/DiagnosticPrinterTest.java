package nacre.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import nacre.source.DiagnosticPrinter.Colour;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people see; and nothing in a text or a name may steer their terminal. */
class DiagnosticPrinterTest {
  private static String print(Source source, int from, int to) {
    return DiagnosticPrinter.plain(source).print(Diagnostic.error("id", source.span(from, to), "message"));
  }

  @Test
  void showsLinesCaretsNotesAndFixes() {
    Source source = Source.of("net.nacre", "x = batch_norm(x)\ny = relu(x)\n");
    Diagnostic d = Diagnostic.warning("double-norm", source.span(4, 14), "`a` normalises `b`")
        .withNote(source.span(22, 26), "it is read here").withNote("leave one out")
        .with(new Fix("remove `a`", true, List.of())).with(new Fix("remove `b`", false, List.of()));
    assertThat(DiagnosticPrinter.plain(source).print(d)).isEqualTo("""
        net.nacre:1:5: warning [double-norm]: `a` normalises `b`
            1 | x = batch_norm(x)
              |     ^~~~~~~~~~
          note: net.nacre:2:5: it is read here
            2 | y = relu(x)
              |     ^~~~
          note: leave one out
          fix: remove `a`
          fix (unsafe): remove `b`
        """);
  }

  @Test
  @DisplayName("a span of several lines is underlined to the end of its first")
  void underlinesTheFirstLine() {
    assertThat(print(Source.of("a", "ab {  \n}\n"), 3, 8)).endsWith("    1 | ab {\n      |    ^\n");
  }

  @Test
  void marksThePointAfterTheLastCharacter() {
    assertThat(print(Source.of("a", "ab"), 2, 2)).endsWith("    1 | ab\n      |   ^\n");
    assertThat(print(Source.of("a", ""), 0, 0)).endsWith("    1 | \n      | ^\n");
  }

  @Test
  @DisplayName("the caret stands under its character after tabs, wide characters and combining marks")
  void alignsTheCaret() {
    assertThat(print(Source.of("a", "\ta\tb"), 3, 4)).endsWith("    1 |     a   b\n      |         ^\n");
    assertThat(print(Source.of("a", "\u65e5\u672c x"), 3, 4)).endsWith("      |      ^\n");
    assertThat(print(Source.of("a", "e\u0301 x"), 3, 4)).endsWith("      |   ^\n");
    assertThat(print(Source.of("a", "\ud83d\ude00 x"), 3, 4)).endsWith("      |    ^\n");
  }

  @Test
  void cutsLongLinesAroundTheCaret() {
    String line = "a".repeat(500) + "HERE" + "b".repeat(500);
    String[] printed = print(Source.of("a", line), 500, 504).split("\n");
    assertThat(printed[1]).startsWith("    1 | ...aaa").endsWith("bbb...").contains("aHEREb").hasSizeLessThan(130);
    assertThat(printed[2].indexOf('^')).isEqualTo(printed[1].indexOf("HERE"));
    assertThat(printed[2]).endsWith("^~~~");
  }

  @Test
  @DisplayName("a line of megabytes costs no more than a short one")
  void looksAtNoMoreThanItShows() {
    String printed = print(Source.of("a", "x".repeat(7_000_000)), 3_500_000, 3_600_000);
    assertThat(printed).hasSizeLessThan(400);
  }

  @Test
  @DisplayName("control, direction and invisible characters become escapes, with the caret still in place")
  void escapesWhatSteers() {
    Source source = Source.of("evil\u001b[2J\n.nacre", "a\u001b[31m\u202e = 3");
    String printed = DiagnosticPrinter.plain(source)
        .print(Diagnostic.error("id\u0007", source.span(9, 10), "found `\u001b]0;\u0007`").withNote("\r\n\u200b"));
    assertThat(printed).isEqualTo("""
        evil\\u001b[2J\\u000a.nacre:1:10: error [id\\u0007]: found `\\u001b]0;\\u0007`
            1 | a\\u001b[31m\\u202e = 3
              |                    ^
          note: \\u000d\\u000a\\u200b
        """);
  }

  @Test
  void coloursOnlyWhenAsked() {
    Source source = Source.of("a", "x");
    Diagnostic d = Diagnostic.error("id", source.span(0, 1), "message");
    String coloured = new DiagnosticPrinter(name -> Optional.of(source), Colour.ANSI).print(d);
    String plain = DiagnosticPrinter.plain(source).print(d);
    assertThat(coloured).contains("\u001b[31m");
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(plain);
  }

  @Test
  @DisplayName("a place in a text that is not known, or that has changed, is named without its line")
  void doesWithoutTheText() {
    Diagnostic d = Diagnostic.error("id", Span.point("gone", 7, 1), "message");
    assertThat(DiagnosticPrinter.plain(Source.of("gone", "one line")).print(d))
        .isEqualTo("gone:7:1: error [id]: message\n");
  }
}
