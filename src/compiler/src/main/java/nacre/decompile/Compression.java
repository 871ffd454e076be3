package nacre.decompile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nacre.ir.Type;

/**
 * Finds what is repeated: as long as it makes the text shorter, the runs that save most become calls of a block, or turns
 * of a loop. Each round reads what the round before has left.
 */
final class Compression {
  /** What a block costs beside its lines. */
  private static final double HEAD = 3;
  /** What a parameter costs, for each parameter: a block with many is hard to read. */
  private static final double PARAMETER = 0.7;
  /** What a loop costs beside its lines. */
  private static final double LOOP = 2.5;
  /** What must be gained at least. */
  private static final double LEAST = 1;

  /** What a gain counts where a run starts too late. */
  private static final double LATE = 0.8;
  /** So many parameters are no reason to leave a run out. */
  private static final int FEW = 3;
  /** From so many runs none is left out: each is tried. */
  private static final int MOST_TRIED = 48;
  /** How much more it is worth where all runs are modules. */
  private static final double MODULES = 1.5;
  /** The most steps that are compared in a round. */
  private static final long MOST_WORK = 1 << 16;
  /** In how many ways runs that overlap are chosen. */
  private static final int MOST_WAYS = 4;

  /**
   * A change that would make the text shorter by {@code gain}.
   *
   * @param length  of its runs
   * @param params  that a block would have
   * @param modules how many of them, from 0 to 1, are a module of the framework that the model comes from
   */
  private record Change(double gain, int length, double modules, int params, Supplier<Steps> made) {
    /**
     * What is small and frequent comes before what is large and rare, and may then become part of it; what somebody made
     * a module of comes before other runs.
     */
    double worth() {
      return gain / Math.pow(length, 0.25) * (1 + (MODULES - 1) * modules);
    }

    boolean isBetter(Change other) {
      return worth() > other.worth() + 1e-9;
    }
  }

  private final BlockNames names;
  private final Origins origins;
  private final List<Block> blocks = new ArrayList<>();
  private Steps steps;
  /** Steps that were compared in this round. */
  private long work;
  private Map<Integer, List<Type>> types = Map.of();

  private Compression(Steps steps, BlockNames names) {
    this.steps = steps;
    this.names = names;
    this.origins = new Origins(Step.tensors(steps.steps()));
  }

  /** The result: steps that call blocks, and these in the order of their definition. */
  record Compressed(Steps steps, List<Block> blocks) {}

  static Compressed of(Steps steps, BlockNames names) {
    Compression compression = new Compression(steps, names);
    compression.run();
    return new Compressed(compression.steps, List.copyOf(compression.blocks));
  }

  private void run() {
    for (Optional<Change> best = best(); best.isPresent(); best = best()) {
      steps = best.get().made().get();
    }
  }

  private Optional<Change> best() {
    types = new HashMap<>();
    for (int i = 0; i < steps.inputs().size(); i++) {
      types.put(i, List.of(steps.inputs().get(i)));
    }
    steps.steps().forEach(step -> types.put(step.id(), step.types()));
    Windows windows = Windows.of(steps);
    Optional<Change> best = Optional.empty();
    for (var each : windows.runs().entrySet()) {
      best = Stream.of(best, loop(windows, each.getValue(), each.getKey().length())).flatMap(Optional::stream)
          .filter(change -> change.gain() > LEAST).reduce(Compression::better);
    }
    return blocks(windows, best);
  }

  /** The best change, a block or the one that is known. */
  private Optional<Change> blocks(Windows windows, Optional<Change> known) {
    Optional<Change> best = known;
    work = 0;
    List<Map.Entry<Windows.Key, List<Integer>>> runs = windows.runs().entrySet().stream()
        .sorted((a, b) -> Double.compare(bound(windows, b), bound(windows, a))).toList();
    for (var each : runs) {
      if (bound(windows, each) <= Math.max(LEAST, best.map(Change::worth).orElse(0.0)) || work > MOST_WORK) {
        break;
      }
      best = Stream.of(best, block(windows, each.getValue(), each.getKey().length())).flatMap(Optional::stream)
          .filter(change -> change.gain() > LEAST).reduce(Compression::better);
    }
    return best;
  }

  /** No block of these runs is worth more: each becomes a call, and those that overlap cannot all. */
  private double bound(Windows windows, Map.Entry<Windows.Key, List<Integer>> each) {
    int length = each.getKey().length();
    int most = Math.min(each.getValue().size(), steps.steps().size() / length);
    return most * (cost(windows.run(each.getValue().getFirst(), length)) - 1) / Math.pow(length, 0.25) * MODULES;
  }

  private static double cost(List<Step> run) {
    return run.stream().mapToDouble(Step::cost).sum();
  }

  /** Runs that overlap can be chosen in several ways: from each of the first few on. */
  private Optional<Change> block(Windows windows, List<Integer> starts, int length) {
    int ways = length < 2 ? 0 : Math.min(starts.size() - 1, Math.min(length, MOST_WAYS));
    return Stream.iterate(0, way -> way < ways, way -> way + 1)
        .map(way -> apart(starts.subList(way, starts.size()), length))
        .filter(apart -> apart.size() > 1)
        .flatMap(apart -> without(windows, apart, length).stream())
        .reduce(Compression::better);
  }

  /** The first one, where they are worth the same. */
  private static Change better(Change a, Change b) {
    return b.isBetter(a) ? b : a;
  }

  /** Runs that need parameters of their own are left out as long as that is better. */
  private Optional<Change> without(Windows windows, List<Integer> apart, int length) {
    Optional<Change> all = calls(windows, apart, length);
    if (all.isEmpty() || apart.size() < 3 || apart.size() > MOST_TRIED || all.get().params() < FEW) {
      return all;
    }
    Change best = all.get();
    Optional<List<Integer>> chosen = Optional.empty();
    for (int i = 0; i < apart.size(); i++) {
      List<Integer> fewer = new ArrayList<>(apart);
      fewer.remove(i);
      Optional<Change> change = calls(windows, fewer, length);
      if (change.isPresent() && change.get().isBetter(best)) {
        best = change.get();
        chosen = Optional.of(fewer);
      }
    }
    return chosen.isEmpty() ? all : without(windows, chosen.get(), length);
  }

  private Optional<Change> calls(Windows windows, List<Integer> apart, int length) {
    work += (long) apart.size() * length;
    return Abstraction.of(windows, apart, length, types, steps.layout()).map(abstraction -> {
      double before = apart.stream().mapToDouble(start -> cost(windows.run(start, length))).sum();
      double calls = abstraction.calls().stream().mapToDouble(Abstraction.Use::cost).sum();
      int params = abstraction.params().size();
      double definition = HEAD + PARAMETER * params * params + cost(windows.run(apart.getFirst(), length));
      double modules =
          apart.stream().filter(start -> origins.isModule(Step.tensors(windows.run(start, length)))).count()
              / (double) apart.size();
      double start = startsLate(windows.run(apart.getFirst(), length)) ? LATE : 1;
      return new Change((before - calls - definition) * start, length, modules, params, () -> {
        Block block = new Block(names.of(abstraction.body()), abstraction.params(), abstraction.body());
        blocks.add(block);
        return replaced(windows, apart, length, abstraction, new Callee.Call(block));
      });
    });
  }

  /** Whether a run starts with what belongs to the step before it, such as an activation. */
  private static boolean startsLate(List<Step> run) {
    return run.getFirst().callee() instanceof Callee.Operation op && run.getFirst().tensors().isEmpty()
        && run.getFirst().inputs().size() == 1 && op.settings().stream().noneMatch(Callee.Setting::required);
  }

  /** Runs that do not overlap, from the first one on. */
  private static List<Integer> apart(List<Integer> starts, int length) {
    List<Integer> apart = new ArrayList<>();
    for (int start : starts) {
      if (apart.isEmpty() || start >= apart.getLast() + length) {
        apart.add(start);
      }
    }
    return apart;
  }

  private Steps replaced(Windows windows, List<Integer> starts, int length, Abstraction abstraction, Callee callee) {
    List<Step> made = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < starts.size(); i++) {
      int start = starts.get(i);
      made.addAll(steps.steps().subList(at, start));
      Step last = steps.steps().get(start + length - 1);
      Abstraction.Use use = abstraction.calls().get(i);
      made.add(new Step(last.id(), callee, windows.entries(start, length), use.leaves(), use.implied(), last.types(),
          Step.tensors(windows.run(start, length))));
      at = start + length;
    }
    made.addAll(steps.steps().subList(at, steps.steps().size()));
    return steps.with(made);
  }

  private Optional<Change> loop(Windows windows, List<Integer> starts, int length) {
    Loops loops = new Loops(steps, windows, types);
    return loops.longest(starts, length).map(turns -> {
      double body = cost(windows.run(turns.start(), length));
      return new Change((turns.count() - 1) * body - LOOP, length, 0, 0, () -> loops.made(turns));
    });
  }
}
