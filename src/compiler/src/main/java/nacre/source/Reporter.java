package nacre.source;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects diagnostics. The same id, place and message is said once. Of each severity only so many are kept, so that
 * a flood of one never hides another and never fills the memory; the others are counted.
 */
public final class Reporter {
  private static final int DEFAULT_LIMIT = 1000;

  private record Key(String id, Optional<Span> span, String message) {}

  private final int limit;
  private final List<Diagnostic> kept = new ArrayList<>();
  private final Set<Key> seen = new HashSet<>();
  private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
  private int dropped;

  public Reporter() {
    this(DEFAULT_LIMIT);
  }

  /** @param limit how many diagnostics of one severity are kept */
  public Reporter(int limit) {
    this.limit = limit;
  }

  public void report(Diagnostic diagnostic) {
    int count = count(diagnostic.severity());
    if (count >= limit) {
      dropped++;
      counts.put(diagnostic.severity(), count + 1);
      return;
    }
    if (seen.add(new Key(diagnostic.id(), diagnostic.span(), diagnostic.message()))) {
      kept.add(diagnostic);
      counts.put(diagnostic.severity(), count + 1);
    }
  }

  public void error(String id, Span span, String message) {
    report(Diagnostic.error(id, span, message));
  }

  /** Those kept, by file and position. */
  public List<Diagnostic> diagnostics() {
    return kept.stream().sorted(Diagnostic.ORDER).toList();
  }

  /** How many of a severity were reported, those not kept included. */
  public int count(Severity severity) {
    return counts.getOrDefault(severity, 0);
  }

  /** How many were counted only. */
  public int dropped() {
    return dropped;
  }

  public boolean hasErrors() {
    return count(Severity.ERROR) > 0;
  }
}
