package nacre.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nacre.ir.Location;
import nacre.ir.WeightEdit;
import nacre.source.Diagnostic;
import nacre.source.Fix;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.source.Span;
import nacre.source.TextEdit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Fixes are made together where they can be, and weights change exactly as often as the text does. */
class FixSelectionTest {
  private static final Source TEXT = Source.of("a.nacre", "x -> dense(4) -> batch_norm\n");
  private static final TextEdit UNBIAS = new TextEdit(Span.point("a.nacre", 1, 13), ", bias=false");
  private static final TextEdit DROP_NORM = new TextEdit(new Span("a.nacre", 1, 14, 1, 28), "");
  private static final TextEdit DROP_DENSE = new TextEdit(new Span("a.nacre", 1, 5, 1, 14), "");
  private static final WeightEdit MEAN = new WeightEdit("mean", -1, "bias");

  private static LintReport report(boolean safe, WeightEdit weights, TextEdit... edits) {
    Fix fix = new Fix("fix it", safe, List.of(edits));
    Diagnostic diagnostic = new Diagnostic("rule", Severity.WARNING, Optional.empty(), "", List.of(), List.of(fix));
    Repair repair = new Repair("fix it", safe, List.of(), List.of(weights));
    return new LintReport(diagnostic, List.of(new Finding("rule", Severity.WARNING, 0,
        new Place(Location.NONE, OptionalInt.of(3)), "", List.of(), Optional.of(repair))));
  }

  @Test
  @DisplayName("fixes of different places are made together")
  void makesSeparateFixesTogether() {
    FixSelection selection =
        FixSelection.of(List.of(report(true, MEAN, DROP_NORM), report(true, MEAN, UNBIAS)), Fix::safe);
    assertThat(selection.apply(TEXT)).isEqualTo("x -> dense(4, bias=false)\n");
    assertThat(selection.files()).containsExactly("a.nacre");
    assertThat(selection.later()).isEmpty();
  }

  @Test
  @DisplayName("of fixes that touch, the first is made and the other waits for the next round, its weights too")
  void leavesOverlapsForLater() {
    LintReport first = report(true, MEAN, UNBIAS);
    LintReport second = report(true, new WeightEdit("other", 1, "bias"), DROP_DENSE, DROP_NORM);
    FixSelection selection = FixSelection.of(List.of(first, second), Fix::safe);
    assertThat(selection.fixed()).containsExactly(first);
    assertThat(selection.later()).containsExactly(second);
    assertThat(selection.apply(TEXT)).isEqualTo("x -> dense(4, bias=false) -> batch_norm\n");
    assertThat(selection.weightEdits(0)).containsExactly(MEAN);
  }

  @Test
  @DisplayName("one edit that two findings ask for is made once, in text and weights")
  void makesOneEditOnce() {
    FixSelection selection =
        FixSelection.of(List.of(report(true, MEAN, UNBIAS), report(true, MEAN, UNBIAS)), Fix::safe);
    assertThat(selection.fixed()).hasSize(2);
    assertThat(selection.apply(TEXT)).isEqualTo("x -> dense(4, bias=false) -> batch_norm\n");
    assertThat(selection.weightEdits(0)).containsExactly(MEAN);
    assertThat(selection.weightEdits(1)).isEmpty();
  }

  @Test
  @DisplayName("an unsafe fix is made only for those who ask")
  void leavesUnsafeFixesOut() {
    List<LintReport> unsafe = List.of(report(false, MEAN, UNBIAS));
    assertThat(FixSelection.of(unsafe, Fix::safe).isEmpty()).isTrue();
    assertThat(FixSelection.of(unsafe, _ -> true).fixed()).isEqualTo(unsafe);
  }
}
