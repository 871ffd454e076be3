package nacre.decompile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What steps apply, with all numbers and types, as hashes: runs are compared at once, as in Karp & Rabin (1987). What reads
 * what is no part of it.
 */
final class Content {
  private static final long BASE = 0x9E3779B97F4A7C15L;

  private final int[] callees;
  private final long[] prefixes;
  private final long[] powers;

  private Content(int[] callees, long[] prefixes, long[] powers) {
    this.callees = callees;
    this.prefixes = prefixes;
    this.powers = powers;
  }

  static Content of(List<Step> steps) {
    Map<Callee, Integer> numbers = new HashMap<>();
    int[] callees = new int[steps.size()];
    long[] prefixes = new long[steps.size() + 1];
    long[] powers = new long[steps.size() + 1];
    powers[0] = 1;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      callees[i] = numbers.computeIfAbsent(step.callee(), _ -> numbers.size());
      long own = Windows.mix(Windows.mix(callees[i], step.leaves().hashCode()), step.types().hashCode());
      prefixes[i + 1] = prefixes[i] * BASE + own;
      powers[i + 1] = powers[i] * BASE;
    }
    return new Content(callees, prefixes, powers);
  }

  /** A number for what a step applies; equal ones for equal callees. */
  int callee(int at) {
    return callees[at];
  }

  /** Equal for runs of steps with equal callees, leaves and types. */
  long hash(int start, int length) {
    return prefixes[start + length] - prefixes[start] * powers[length];
  }

  /** Whether a run is the same thing three times or more: a loop says it better. */
  boolean isPeriodic(int start, int length) {
    for (int period = 1; period <= length / 3; period++) {
      if (length % period == 0 && hash(start, length - period) == hash(start + period, length - period)) {
        return true;
      }
    }
    return false;
  }
}
