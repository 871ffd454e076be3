package nacre.generated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import nacre.driver.Catalogue;
import nacre.lint.LintConfig;
import nacre.lint.LintRule;
import nacre.lint.Rules;
import nacre.lint.TypeRule;
import nacre.source.Diagnostic;
import nacre.source.DiagnosticPrinter;
import nacre.source.Source;
import nacre.testing.Golden;

/** The reference page of one lint rule: what it says of itself, and a text of each of its fixtures. */
final class RulePage {
  private static final Path FIXTURES = Golden.resources().resolve("nacre/lint");
  private static final String NAME = "net.nacre";

  private RulePage() {}

  /** The index and a page per rule, by file name. */
  static Map<String, String> all() {
    Map<String, String> pages = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (Catalogue.Rule rule : Catalogue.rules()) {
      pages.put(rule.id() + ".md", Rules.named(rule.id()).map(lint -> of(rule, lint.facts()))
          .orElseGet(() -> of(rule, TypeRule.named(rule.id()).orElseThrow())));
      rows.add(List.of(Page.link(rule.id()), rule.severity().word(), rule.running().name().toLowerCase(Locale.ROOT),
          rule.fixes().words(), rule.summary()));
    }
    pages.put("index.md",
        new Page("Lint rules")
            .paragraph(
                """
        What `nacre lint` looks for, in the network as it is written. An error rests on algebra or on shapes and is never
        wrong; a warning is worth a look; what is off is an opinion, on if asked for; what is always on is a law of shapes,
        without which there is no network. A finding that is meant to be there is
        allowed where it is made: `@allow(RULE, "the reason")` before a statement, a block or a model. Where a place allows
        for a fix, `--fix` makes safe ones, which keep what the network computes; `--unsafe-fixes` makes the others too.""")
            .table(List.of("rule", "severity", "default", "comes with", "what it finds"), rows).toString());
    return pages;
  }

  private static String of(Catalogue.Rule rule, LintRule facts) {
    return page(rule.id(), rule.severity().word() + ", " + (facts.enabled() ? "on" : "off") + " by default; "
        + facts.fixes().words(), facts.summary(), facts.explanation(), facts.source())
        .paragraph("To keep such a place as it is, write `@allow(" + rule.id() + ", \"the reason\")` before it.")
        .toString();
  }

  private static String of(Catalogue.Rule catalogued, TypeRule rule) {
    return page(rule.id(), catalogued.severity().word() + ", always on", rule.summary(), rule.explanation(),
        rule.source()).toString();
  }

  private static Page page(String id, String status, String summary, String explanation, String source) {
    Example fires = Example.first(id, "fires.nacre", true);
    Example silent = Example.first(id, "silent.nacre", false);
    return new Page(id).paragraph("*" + status + "*").paragraph(Page.sentence(summary)).paragraph(explanation)
        .paragraph("Why it holds: " + source + ".")
        .section("Where it speaks").code("nacre", fires.text()).code("", fires.said())
        .section("Where it is silent").code("nacre", silent.text());
  }

  /**
   * A text, and all that is said of it.
   *
   * @param text without what it expects to be said
   */
  private record Example(String text, String said) {
    /** The shortest head of a fixture, up to the end of a model, of which the rule speaks as asked. */
    static Example first(String rule, String file, boolean fires) {
      String fixture = read(FIXTURES.resolve(rule).resolve(file)).replaceAll(" *#~.*", "");
      for (String text : heads(fixture)) {
        List<Diagnostic> found = Findings.of(NAME, text, new LintConfig(List.of(rule), List.of(), Map.of()));
        if (found.stream().anyMatch(one -> one.id().equals(rule)) == fires) {
          DiagnosticPrinter printer = DiagnosticPrinter.plain(Source.of(NAME, text));
          String said = found.stream().map(printer::print).collect(Collectors.joining());
          return new Example(text, said);
        }
      }
      throw new IllegalStateException(file + " of " + rule + " has no model that shows the rule");
    }

    /** The text up to the end of its first model, of its second one, and so on. */
    private static List<String> heads(String fixture) {
      List<String> heads = new ArrayList<>();
      boolean model = false;
      StringBuilder head = new StringBuilder();
      for (String line : fixture.lines().toList()) {
        head.append(line).append('\n');
        model |= line.startsWith("model ");
        if (model && line.equals("}")) {
          heads.add(head.toString());
          model = false;
        }
      }
      return heads;
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
