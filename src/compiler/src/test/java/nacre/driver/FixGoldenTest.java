package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.WeightEdit;
import nacre.lint.LintConfig;
import nacre.lint.LintReport;
import nacre.lint.Linter;
import nacre.source.DiagnosticPrinter;
import nacre.source.Edits;
import nacre.source.Fix;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.syntax.resolve.DiskFiles;
import nacre.syntax.resolve.EditWriter;
import nacre.syntax.resolve.Resolution;
import nacre.syntax.resolve.ResolveOptions;
import nacre.syntax.resolve.Resolved;
import nacre.syntax.resolve.Resolver;
import nacre.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a text becomes when its findings are fixed. Safe fixes are made and proved: the network before and after computes
 * the same with the weight edits, in training and at inference, and all other parameters stay. Afterwards nothing is left
 * to fix.
 */
class FixGoldenTest {
  @TestFactory
  Stream<DynamicTest> cases() {
    return Golden.cases("nacre/lint/fixes", FixGoldenTest::outcome);
  }

  private static Map<String, String> outcome(Golden golden) {
    Source before = Source.of("net.nacre", golden.section("source"));
    List<LintReport> reports = reports(before);
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put("findings", reports.stream().map(report -> DiagnosticPrinter.plain().print(report.diagnostic()))
        .collect(Collectors.joining()));
    List<LintReport> safe = reports.stream().filter(LintReport::hasSafeFix).toList();
    sections.put("fixed", safe.isEmpty() ? "" : proved(before, safe));
    sections.put("weights", weightEdits(safe).stream().map(FixGoldenTest::line).collect(Collectors.joining()));
    sections.put("fixed-unsafely", reports.size() == safe.size() ? "" : fixedUnsafely(before));
    return sections;
  }

  /** Fixes that stand in each other's way are made one round after another. */
  private static String fixedUnsafely(Source before) {
    Source source = before;
    for (int round = 0; round < 5; round++) {
      List<Fix> fixes = reports(source).stream().flatMap(report -> report.diagnostic().fixes().stream()).toList();
      source = Source.of(before.name(), Edits.apply(source, fixes).text());
    }
    assertThat(reports(source)).allMatch(report -> report.diagnostic().fixes().isEmpty());
    return source.text().equals(before.text()) ? "" : source.text();
  }

  private static String proved(Source before, List<LintReport> safe) {
    Edits.Fixed fixed =
        Edits.apply(before, safe.stream().map(report -> report.diagnostic().fixes().getFirst()).toList());
    assertThat(fixed.skipped()).isEmpty();
    Resolution after = resolved(Source.of(before.name(), fixed.text()));
    List<Edit> edits = safe.stream().flatMap(report -> report.edits(0).stream()).toList();
    assertThat(FixProof.prove(graphs(resolved(before)).getFirst(), graphs(after).getFirst(), edits, weightEdits(safe)))
        .isInstanceOf(FixProof.Proved.class);
    assertThat(reports(Source.of(before.name(), fixed.text()))).noneMatch(LintReport::hasSafeFix);
    return fixed.text();
  }

  private static List<WeightEdit> weightEdits(List<LintReport> safe) {
    return safe.stream().flatMap(report -> report.weightEdits(0).stream()).distinct().toList();
  }

  private static String line(WeightEdit edit) {
    return "%s %s= %s * %s%n".formatted(edit.target(), edit.factor() < 0 ? "-" : "+", Math.abs(edit.factor()),
        edit.term());
  }

  private static List<LintReport> reports(Source source) {
    Resolution resolution = resolved(source);
    return new Linter(LintConfig.DEFAULT).lint(graphs(resolution), List.of(),
        new EditWriter(resolution.texts())::translate);
  }

  private static List<Graph> graphs(Resolution resolution) {
    return Stream.of(resolution.models(), resolution.blocks()).flatMap(List::stream).map(Resolved::graph).toList();
  }

  private static Resolution resolved(Source source) {
    Reporter reporter = new Reporter();
    Resolution resolution = Resolver.resolve(source, new DiskFiles(), ResolveOptions.none(), reporter);
    assertThat(reporter.diagnostics()).isEmpty();
    return resolution;
  }
}
