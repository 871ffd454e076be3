package nacre.decompile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Runs of steps that could be a block: they read few tensors from outside, and only the last result is read outside.
 * Runs with one key apply the same things in the same way to each other, whatever the numbers.
 */
final class Windows {
  /** The longest run that is looked at. */
  private static final int LONGEST = 160;
  /** Steps times length, at most. */
  private static final long MOST_WORK = 1 << 20;

  /** What runs have in common: a hash of their structure, and how many steps they are. */
  record Key(long hash, int length) {}

  private final List<Step> steps;
  private final Map<Integer, Integer> positions = new HashMap<>();
  private final int[] lastUse;
  private final Content content;
  private final SequencedMap<Key, List<Integer>> runs = new LinkedHashMap<>();

  private Windows(Steps all) {
    this.steps = all.steps();
    this.content = Content.of(steps);
    this.lastUse = new int[steps.size()];
    for (int at = 0; at < steps.size(); at++) {
      positions.put(steps.get(at).id(), at);
      lastUse[at] = -1;
      for (Step.Ref ref : steps.get(at).inputs()) {
        use(ref, at);
      }
    }
    all.outputs().forEach(ref -> use(ref, Integer.MAX_VALUE));
  }

  private void use(Step.Ref ref, int at) {
    Integer position = positions.get(ref.step());
    if (position != null) {
      lastUse[position] = at;
    }
  }

  /** Where the runs of each key start, in order. */
  static Windows of(Steps steps) {
    Windows windows = new Windows(steps);
    windows.find();
    return windows;
  }

  Map<Key, List<Integer>> runs() {
    return runs;
  }

  /** Whether two runs have the same numbers and types too. */
  boolean alike(int a, int b, int length) {
    return content.hash(a, length) == content.hash(b, length);
  }

  /** Where the result of a step is read last; -1 if it never is, and the greatest number if it is an output. */
  int lastUse(int at) {
    return lastUse[at];
  }

  /**
   * Runs grow by a step at a time. One whose structure nothing else has is not grown further: no longer one from there can
   * be repeated.
   */
  private void find() {
    int longest = Math.clamp(MOST_WORK / Math.max(1, steps.size()), 16, LONGEST);
    List<Growing> active = new ArrayList<>();
    for (int start = 0; start < steps.size(); start++) {
      active.add(new Growing(start));
    }
    for (int length = 1; length <= longest && !active.isEmpty(); length++) {
      int size = length;
      SequencedMap<Long, List<Growing>> groups = new LinkedHashMap<>();
      active.stream().filter(run -> run.grow(size))
          .forEach(run -> groups.computeIfAbsent(run.hash, _ -> new ArrayList<>()).add(run));
      groups.values().removeIf(group -> group.size() < 2);
      groups.forEach((hash, group) -> add(new Key(hash, size), group));
      active = active.stream().filter(run -> groups.containsKey(run.hash)).toList();
    }
  }

  private void add(Key key, List<Growing> group) {
    List<Integer> starts = group.stream().filter(run -> run.ends && !content.isPeriodic(run.start, key.length()))
        .map(run -> run.start).toList();
    if (starts.size() > 1) {
      runs.put(key, starts);
    }
  }

  /** A run in the making. */
  private final class Growing {
    private final int start;
    private final Map<Step.Ref, Integer> entries = new HashMap<>();
    private long hash = 1;
    /** The step up to which results are read; the greatest number if one is an output or never read. */
    private int needed = -1;
    /** Whether it could be a block as it is. */
    private boolean ends;

    Growing(int start) {
      this.start = start;
    }

    /** Takes the next step in, to be of this length; false if no block can have it. */
    boolean grow(int length) {
      int at = start + length - 1;
      if (at >= steps.size() || needed == Integer.MAX_VALUE
          || steps.get(at).callee() instanceof Callee.Shared) {
        return false;
      }
      Step step = steps.get(at);
      hash = mix(hash, content.callee(at));
      for (Step.Ref ref : step.inputs()) {
        int position = positions.getOrDefault(ref.step(), -1);
        hash = position < start
            ? mix(hash, -1 - entries.computeIfAbsent(ref, _ -> entries.size()))
            : mix(hash, (position - start) * 8L + ref.port());
      }
      ends = needed <= at && step.callee().results() == 1 && !entries.isEmpty()
          && !(step.callee() instanceof Callee.Parameter);
      needed = Math.max(needed, lastUse[at] < 0 ? Integer.MAX_VALUE : lastUse[at]);
      return entries.size() <= Block.MOST_ENTRIES;
    }
  }

  /** A step of SplitMix64, Steele, Lea & Flood (2014). */
  static long mix(long hash, long value) {
    long z = (hash ^ value) + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** The tensors that a run reads from outside, in the order in which it does. */
  List<Step.Ref> entries(int start, int length) {
    SequencedMap<Step.Ref, Boolean> entries = new LinkedHashMap<>();
    for (int at = start; at < start + length; at++) {
      for (Step.Ref ref : steps.get(at).inputs()) {
        if (positions.getOrDefault(ref.step(), -1) < start) {
          entries.put(ref, true);
        }
      }
    }
    return List.copyOf(entries.sequencedKeySet());
  }

  List<Step> run(int start, int length) {
    return steps.subList(start, start + length);
  }

  /** A run's lines, each leaf said as {@code args} has it in order. */
  Body body(int start, int length, List<Arg> args, List<List<Boolean>> implied) {
    List<Step.Ref> entries = entries(start, length);
    List<Body.Line> lines = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < length; i++) {
      Step step = steps.get(start + i);
      List<Body.Source> inputs = step.inputs().stream().<Body.Source>map(ref -> {
        int position = positions.getOrDefault(ref.step(), -1);
        return position < start
            ? new Body.Entry(entries.indexOf(ref))
            : new Body.Local(position - start, ref.port());
      }).toList();
      int leaves = step.leaves().size();
      lines.add(new Body.Line(step.callee(), inputs, args.subList(next, next + leaves), implied.get(i)));
      next += leaves;
    }
    return new Body(entries.size(), lines, List.of(new Body.Local(length - 1, 0)));
  }
}
