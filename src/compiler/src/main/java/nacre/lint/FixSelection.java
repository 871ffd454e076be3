package nacre.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import nacre.ir.WeightEdit;
import nacre.source.Edits;
import nacre.source.Fix;
import nacre.source.Source;
import nacre.source.Span;
import nacre.source.TextEdit;

/**
 * Fixes that can be made together. Those left out stand in the way of an earlier one and may be possible once it is made:
 * lint again.
 *
 * @param fixed reports whose fix is made
 * @param later reports whose fix overlaps one of those
 * @param edits every change of a text once, by place
 */
public record FixSelection(List<LintReport> fixed, List<LintReport> later, List<TextEdit> edits) {
  public FixSelection {
    fixed = List.copyOf(fixed);
    later = List.copyOf(later);
    edits = List.copyOf(edits);
  }

  /** As many fixes as possible, the first report first; of each report the first fix that is wanted. */
  public static FixSelection of(List<LintReport> reports, Predicate<Fix> wanted) {
    List<LintReport> fixed = new ArrayList<>();
    List<LintReport> later = new ArrayList<>();
    NavigableMap<Span, TextEdit> made = new TreeMap<>();
    for (LintReport report : reports) {
      report.diagnostic().fixes().stream().filter(wanted).findFirst().ifPresent(fix -> {
        boolean fits = fix.edits().stream().allMatch(edit -> fits(edit, made));
        (fits ? fixed : later).add(report);
        if (fits) {
          fix.edits().forEach(edit -> made.put(edit.span(), edit));
        }
      });
    }
    return new FixSelection(fixed, later, List.copyOf(made.values()));
  }

  public boolean isEmpty() {
    return fixed.isEmpty();
  }

  /** The files that change, by name. */
  public List<String> files() {
    return edits.stream().map(edit -> edit.span().file()).distinct().sorted().toList();
  }

  /** A text with the edits that concern it. */
  public String apply(Source source) {
    return Edits.applyAll(source, edits.stream().filter(edit -> edit.span().file().equals(source.name())).toList());
  }

  /** What must happen to weights that are bound to one network, each change once. */
  public List<WeightEdit> weightEdits(int graph) {
    return fixed.stream().flatMap(report -> report.weightEdits(graph).stream()).distinct().toList();
  }

  /** Whether an edit is one of those made, or touches none. Those made touch each other nowhere, so neighbours decide. */
  private static boolean fits(TextEdit edit, NavigableMap<Span, TextEdit> made) {
    return Stream.of(made.floorEntry(edit.span()), made.ceilingEntry(edit.span())).filter(Objects::nonNull)
        .map(Map.Entry::getValue).allMatch(other -> other.equals(edit) || isBefore(other.span(), edit.span())
            || isBefore(edit.span(), other.span()));
  }

  /** Two insertions at one point have no order, so neither is before the other. */
  private static boolean isBefore(Span a, Span b) {
    int order = a.file().equals(b.file()) ? a.end().compareTo(b.start()) : -1;
    return a.isEmpty() || b.isEmpty() ? order < 0 : order <= 0;
  }
}
