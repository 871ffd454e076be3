package nacre.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import nacre.ir.Frame;
import nacre.ir.Location;
import nacre.source.Span;
import nacre.source.Suppression;

/** What the author allows, and which of it was needed. */
final class Suppressions {
  /** One rule of a suppression. */
  record Entry(Suppression suppression, String rule) {}

  private final List<Suppression> all;
  private final Set<Entry> used = new HashSet<>();

  Suppressions(List<Suppression> all) {
    this.all = all.stream().distinct().toList();
  }

  /** Whether a finding is allowed: it, or a call on the way to it, stands where a suppression of its rule covers. */
  boolean covers(Finding finding) {
    boolean covered = false;
    for (Suppression suppression : all) {
      if (suppression.rules().contains(finding.rule())
          && places(finding.location()).anyMatch(suppression.covers()::covers)) {
        used.add(new Entry(suppression, finding.rule()));
        covered = true;
      }
    }
    return covered;
  }

  /** What allowed nothing, in the order in which it was written. */
  List<Entry> unused() {
    List<Entry> unused = new ArrayList<>();
    for (Suppression suppression : all) {
      suppression.rules().stream().distinct().map(rule -> new Entry(suppression, rule))
          .filter(entry -> !used.contains(entry)).forEach(unused::add);
    }
    return unused;
  }

  /** Where a finding stands, and every call and loop that leads there. */
  private static Stream<Span> places(Location location) {
    return location.text().stream().flatMap(text -> Stream.concat(Stream.of(text.span()),
        text.frame().stream().flatMap(frame -> frame.outwards().stream()).map(Frame::call)));
  }
}
