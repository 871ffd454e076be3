package nacre.decompile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.ir.Type;

/**
 * Finds runs that follow each other as the turns of a loop: alike in all numbers, each reading the result of the one
 * before, and otherwise what all of them read.
 *
 * @param types of the results of steps and inputs, by id
 */
record Loops(Steps steps, Windows windows, Map<Integer, List<Type>> types) {
  /** So many runs of a length from a start on. */
  record Turns(int start, int length, int count) {}

  /**
   * The longest series among runs of one key, so that they apply the same things to each other in the same way; empty if
   * none follows another.
   *
   * @param starts where the runs start, in order
   */
  Optional<Turns> longest(List<Integer> starts, int length) {
    Map<Integer, Integer> counts = new HashMap<>();
    Optional<Turns> longest = Optional.empty();
    for (int start : starts.reversed()) {
      Integer after = counts.get(start + length);
      int count = after != null && windows.alike(start, start + length, length) && chained(start + length, length)
          ? after + 1
          : 1;
      counts.put(start, count);
      if (count > 1 && longest.map(turns -> count >= turns.count()).orElse(true)) {
        longest = Optional.of(new Turns(start, length, count));
      }
    }
    return longest;
  }

  /** Whether a turn reads the result of the one before, which nobody else reads, and otherwise what that one read. */
  private boolean chained(int next, int length) {
    Step.Ref exit = new Step.Ref(steps.steps().get(next - 1).id(), 0);
    List<Step.Ref> own = windows.entries(next, length);
    List<Step.Ref> previous = windows.entries(next - length, length);
    int chain = own.indexOf(exit);
    if (chain < 0 || own.size() != previous.size() || windows.lastUse(next - 1) >= next + length
        || !type(exit).equals(type(previous.get(chain)))) {
      return false;
    }
    for (int entry = 0; entry < own.size(); entry++) {
      if (entry != chain && !own.get(entry).equals(previous.get(entry))) {
        return false;
      }
    }
    return true;
  }

  private Type type(Step.Ref ref) {
    return types.getOrDefault(ref.step(), List.of()).get(ref.port());
  }

  /** Each leaf of a loop's body is a parameter of it: number i is the body's parameter i. */
  private List<Arg> args(int start, int length) {
    int leaves = windows.run(start, length).stream().mapToInt(step -> step.leaves().size()).sum();
    return Stream.iterate(0, i -> i < leaves, i -> i + 1).<Arg>map(Arg.Parameter::new).toList();
  }

  private List<List<Boolean>> implied(int start, int length) {
    return windows.run(start, length).stream().map(Step::implied).toList();
  }

  /** The steps with one that is the loop. */
  Steps made(Turns turns) {
    int start = turns.start();
    int length = turns.length();
    int count = turns.count();
    List<Arg> args = args(start, length);
    Body body = windows.body(start, length, args, implied(start, length));
    List<Callee.Setting> settings = new ArrayList<>(List.of(new Callee.Setting("count", "{}", true)));
    windows.run(start, length).forEach(step -> settings.addAll(named(step)));
    List<Leaf> leaves = new ArrayList<>(List.of(new Leaf.Whole(count)));
    windows.run(start, length).forEach(step -> leaves.addAll(step.leaves()));
    List<Step.Ref> entries = windows.entries(start, length);
    int chain = windows.entries(start + length, length)
        .indexOf(new Step.Ref(steps.steps().get(start + length - 1).id(), 0));
    Step last = steps.steps().get(start + count * length - 1);
    List<Boolean> implied = new ArrayList<>(settings.stream().map(_ -> true).toList());
    implied.set(0, false);
    List<Step> made = new ArrayList<>(steps.steps().subList(0, start));
    made.add(new Step(last.id(), new Callee.Loop(body, chain, settings), entries, leaves, implied, last.types(),
        Step.tensors(windows.run(start, count * length))));
    made.addAll(steps.steps().subList(start + count * length, steps.steps().size()));
    return steps.with(made);
  }

  /** The leaves of a step in a loop, each as a setting by itself. */
  private static List<Callee.Setting> named(Step step) {
    List<Callee.Setting> settings = new ArrayList<>();
    step.callee().ports().stream().filter(Callee.Port::literal)
        .forEach(port -> settings.add(new Callee.Setting(port.name(), "{}", true)));
    for (Callee.Setting setting : step.callee().settings()) {
      for (int i = 0; i < setting.leaves(); i++) {
        settings.add(new Callee.Setting(setting.name(), "{}", setting.required()));
      }
    }
    return settings;
  }
}
