package nacre.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import nacre.source.Diagnostic;
import nacre.source.DiagnosticPrinter;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.source.Span;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The text of a baseline is kept by its users and read by later versions, so every letter of it is fixed here. */
class BaselineTest {
  private static final Path FOLDER = Path.of("/project/lint").toAbsolutePath();
  private static final Source TEXT = Source.of("any", "nacre 1\n  y = x\t-> dense(8)\n\u001b[31m\n");

  private static List<Baseline.Entry> entries(String file, Diagnostic... diagnostics) {
    return Baseline.entries(FOLDER, FOLDER.resolve(file).normalize(),
        new Reported(file, List.of(diagnostics), _ -> Optional.of(TEXT)));
  }

  private static Diagnostic at(int line, String rule) {
    return Diagnostic.warning(rule, Span.point("any", line, 1), "message");
  }

  private static String parse(String text) {
    Reporter reporter = new Reporter();
    Source source = Source.of("old", text);
    Baseline.parse(source, reporter);
    return DiagnosticPrinter.plain(source).print(reporter);
  }

  @Test
  @DisplayName("a line for each finding: by file, rule and text, whatever order they come in; harmless in a terminal")
  void text() {
    List<Baseline.Entry> all = new ArrayList<>(entries("../b.nacre", at(2, "some-rule"), at(3, "other-rule")));
    all.addAll(entries("a ü.nacre", at(2, "some-rule"), at(2, "some-rule"),
        Diagnostic.error("some-rule", "no place, " + "so the message ".repeat(20))));
    String expected = """
        # nacre baseline 1
        b1dc05f9a264d4ff8ba229871e48cc92	other-rule	../b.nacre	\\u001b[31m
        08e6fe4a44a2a23305fd620b4fa54a90	some-rule	../b.nacre	y = x\\u0009-> dense(8)
        bc9fd990ae15aebb76a67666e3f89319	some-rule	a ü.nacre	no place, so the message so the message so the message so \
        the message so the message so the message so the message so th...
        083e9ae33d0aa060d97e2c090f2544cb	some-rule	a ü.nacre	y = x\\u0009-> dense(8)
        75913bbf806feafb33f1fdbd39b6ca09	some-rule	a ü.nacre	y = x\\u0009-> dense(8)
        """;
    assertThat(new Baseline(all).print()).isEqualTo(expected);
    Collections.reverse(all);
    all.addAll(List.copyOf(all));
    assertThat(new Baseline(all).print()).isEqualTo(expected);
    assertThat(new Baseline(List.of()).print()).isEqualTo("# nacre baseline 1\n");
  }

  @Test
  @DisplayName("what is written is read again, also with the line ends of another system, comments and empty lines")
  void readsItself() {
    Baseline written = new Baseline(entries("a.nacre", at(2, "some-rule"), at(3, "other-rule")));
    String text = written.print().replace("\n", "\r\n") + "\r\n# why\r\n";
    Reporter reporter = new Reporter();
    Baseline read = Baseline.parse(Source.of("old", text), reporter).orElseThrow();
    assertThat(reporter.diagnostics()).isEmpty();
    assertThat(read.print()).isEqualTo(written.print());
    assertThat(read.entries()).extracting(entry -> entry.at().orElseThrow().line()).containsExactly(2, 3);
  }

  @Test
  @DisplayName("every damaged line is told at its place; what is no baseline, or a later one, is told once")
  void damaged() {
    String good = new Baseline(entries("a.nacre", at(2, "some-rule"))).print();
    assertThat(parse(good + "<<<<<<< HEAD\n" + good.lines().skip(1).findFirst().orElseThrow().replace('\t', ' ')))
        .isEqualTo("""
        old:3:1: error [invalid-baseline]: found a damaged line, required a fingerprint of 32 hexadecimal digits, a rule, \
        a path and a text, with tabs between them
            3 | <<<<<<< HEAD
              | ^~~~~~~~~~~~
        old:4:1: error [invalid-baseline]: found a damaged line, required a fingerprint of 32 hexadecimal digits, a rule, \
        a path and a text, with tabs between them
            4 | e0b2a7ce5ea3b4a3904daf081244e1e5 some-rule a.nacre y = x\\u0009-> dense(8)
              | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        """);
    assertThat(parse(good.replace("baseline 1", "baseline 2"))).startsWith(
        "old:1:1: error [invalid-baseline]: found another version of baselines, required `# nacre baseline 1`");
    assertThat(parse("")).startsWith("old:1:1: error [invalid-baseline]: found no baseline, required");
    assertThat(parse("\u0001".repeat(3_000_000))).hasSizeLessThan(2000);
  }

  @Test
  @DisplayName("fingerprints are those of a SARIF log that is made in the baseline's folder, wherever one is")
  void fingerprints() {
    Reported file = new Reported("nets/a b.nacre", List.of(at(2, "some-rule")), _ -> Optional.of(TEXT));
    String sarif = SarifLog.of("1", List.of(), List.of(file)).print();
    assertThat(Baseline.fingerprints(FOLDER, FOLDER.resolve("nets/a b.nacre"), file))
        .singleElement().satisfies(print -> assertThat(sarif).contains("\"" + print + "\""));
    Reported elsewhere = new Reported("../x/a b.nacre", file.diagnostics(), file.sources());
    assertThat(Baseline.fingerprints(FOLDER, FOLDER.resolve("nets/a b.nacre"), elsewhere))
        .isEqualTo(Baseline.fingerprints(FOLDER, FOLDER.resolve("nets/a b.nacre"), file))
        .isNotEqualTo(Baseline.fingerprints(FOLDER, FOLDER.resolve("a b.nacre"), file));
  }
}
