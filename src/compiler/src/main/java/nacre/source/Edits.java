package nacre.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Makes edits in a text. */
public final class Edits {
  /**
   * A text with fixes made in it.
   *
   * @param applied those made
   * @param skipped those that touch what an earlier one changes; they may be tried again on the new text
   */
  public record Fixed(String text, List<Fix> applied, List<Fix> skipped) {
    public Fixed {
      applied = List.copyOf(applied);
      skipped = List.copyOf(skipped);
    }
  }

  /** An edit by offsets; {@code to} is exclusive. */
  private record Range(int from, int to, String replacement) {
    boolean isInsertion() {
      return from == to;
    }
  }

  private final Source source;
  /** What is accepted so far, by where it starts; none overlaps another. */
  private final TreeMap<Integer, List<Range>> accepted = new TreeMap<>();

  private Edits(Source source) {
    this.source = source;
  }

  /**
   * Makes the edits of as many fixes as go together, earlier fixes first; each is made as a whole or skipped.
   *
   * <p>Insertions at one place are made in order; one next to what another fix replaces is not. A fix that repeats what another one does is made once. Fixes with edits
   * of other files are skipped.
   */
  public static Fixed apply(Source source, List<Fix> fixes) {
    Edits edits = new Edits(source);
    List<Fix> applied = new ArrayList<>();
    List<Fix> skipped = new ArrayList<>();
    fixes.forEach(fix -> (edits.accept(fix.edits()) ? applied : skipped).add(fix));
    return new Fixed(edits.text(), applied, skipped);
  }

  /**
   * Makes all of the edits.
   *
   * @throws IllegalArgumentException when two of them overlap, or one is of another file
   */
  public static String applyAll(Source source, List<TextEdit> edits) {
    Edits all = new Edits(source);
    if (!all.accept(edits)) {
      throw new IllegalArgumentException("edits of `%s` overlap".formatted(source.name()));
    }
    return all.text();
  }

  private boolean accept(List<TextEdit> edits) {
    if (edits.stream().anyMatch(e -> !e.span().file().equals(source.name()))) {
      return false;
    }
    List<Range> fresh =
        edits.stream().map(this::range).filter(r -> r.isInsertion() || !isAccepted(r)).distinct().toList();
    List<Range> sorted =
        fresh.stream().sorted(Comparator.comparingInt(Range::from).thenComparingInt(Range::to)).toList();
    for (int i = 0; i < sorted.size(); i++) {
      if (touches(sorted.get(i)) || i > 0 && sorted.get(i - 1).to > sorted.get(i).from) {
        return false;
      }
    }
    fresh.forEach(r -> accepted.computeIfAbsent(r.from, from -> new ArrayList<>()).add(r));
    return true;
  }

  private Range range(TextEdit edit) {
    Span span = edit.span();
    return new Range(source.offset(span.line(), span.column()), source.offset(span.endLine(), span.endColumn()),
        edit.replacement());
  }

  private boolean isAccepted(Range range) {
    return accepted.getOrDefault(range.from, List.of()).contains(range);
  }

  /**
   * Whether an accepted edit changes a character that {@code range} changes, or one of the two inserts where the other
   * begins or ends: what an insertion belongs to may just have moved.
   */
  private boolean touches(Range range) {
    var before = accepted.lowerEntry(range.from);
    if (before != null && before.getValue().stream()
        .anyMatch(r -> r.to > range.from || r.to == range.from && range.isInsertion())) {
      return true;
    }
    boolean here = accepted.getOrDefault(range.from, List.of()).stream()
        .anyMatch(r -> !(r.isInsertion() && range.isInsertion()));
    boolean atEnd = !range.isInsertion()
        && accepted.getOrDefault(range.to, List.of()).stream().anyMatch(Range::isInsertion);
    return here || atEnd || !accepted.subMap(range.from, false, range.to, false).isEmpty();
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (List<Range> ranges : accepted.values()) {
      for (Range range : ranges.stream().sorted(Comparator.comparingInt(Range::to)).toList()) {
        out.append(source.text(), at, range.from).append(range.replacement);
        at = range.to;
      }
    }
    return out.append(source.text(), at, source.text().length()).toString();
  }
}
