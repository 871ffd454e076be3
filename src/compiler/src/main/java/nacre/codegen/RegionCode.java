package nacre.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import nacre.kernels.call.Call;
import nacre.kernels.call.Extent;

/**
 * What a region does, apart from where: its calls, and by number which of its slots and constants each reads and writes.
 * Regions of equal shape are one method, called with different arguments.
 *
 * @param lines one per call, and one per slot that holds nothing any more
 * @param kinds what each argument is, by number
 */
record RegionCode(List<Line> lines, List<Kind> kinds) {
  /** What a method is handed. */
  enum Kind {
    SLOT, PACKED, STORED
  }

  /** One statement. */
  sealed interface Line {
    /** A kernel call; {@code packed} is empty or one argument, {@code reads} come before {@code writes}. */
    record Run(Call call, List<Integer> packed, List<Integer> reads, int writes) implements Line {}

    /** A slot whose elements nobody reads any more. */
    record Free(int slot) implements Line {}
  }

  /** A shape, the fields that stand for its arguments here, and the step behind each line. */
  record Instance(RegionCode code, Region region, List<String> arguments) {}

  RegionCode {
    lines = List.copyOf(lines);
    kinds = List.copyOf(kinds);
  }

  /** Numbers the arguments of a region in the order in which they occur. */
  static final class Reader {
    private final MemoryNames memory;
    private final ConstantFields constants;
    private final Map<Integer, List<Slot>> freed;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Kind> kinds = new ArrayList<>();

    Reader(Plan plan, MemoryNames memory, ConstantFields constants) {
      this.memory = memory;
      this.constants = constants;
      this.freed = freed(plan);
    }

    Instance read(Region region) {
      numbers.clear();
      kinds.clear();
      List<Line> lines = new ArrayList<>();
      for (Step step : region.steps()) {
        List<Integer> packed =
            step.packed().isEmpty() ? List.of() : List.of(number(constants.packed(step), Kind.PACKED));
        List<Integer> reads = new ArrayList<>();
        step.reads().forEach(source -> reads.add(number(source)));
        lines.add(new Line.Run(step.call(), packed, reads, number(step.writes())));
        freed.getOrDefault(step.number(), List.of())
            .forEach(slot -> lines.add(new Line.Free(number(View.whole(slot)))));
      }
      return new Instance(new RegionCode(lines, kinds), region, new ArrayList<>(numbers.keySet()));
    }

    private int number(Source source) {
      return switch (source) {
        case View view -> number("m." + memory.field(view), Kind.SLOT);
        case Source.Stored(int constant) -> number(constants.stored(constant), Kind.STORED);
      };
    }

    private int number(String field, Kind kind) {
      Integer known = numbers.get(field);
      if (known == null) {
        known = numbers.size();
        numbers.put(field, known);
        kinds.add(kind);
      }
      return known;
    }

    /** The slots that die at each step, unless another takes their memory over there. */
    private static Map<Integer, List<Slot>> freed(Plan plan) {
      Map<Integer, Slot> born = new HashMap<>();
      plan.steps().forEach(step -> born.put(step.number(), plan.slot(step.writes())));
      Map<Integer, List<Slot>> freed = new HashMap<>();
      for (Slot slot : plan.slots()) {
        int last = slot.live().to();
        Slot written = born.get(last);
        if (written != null && !isTakenOver(slot, written) && !slot.size().equals(Extent.NONE)) {
          freed.computeIfAbsent(last, _ -> new ArrayList<>()).add(slot);
        }
      }
      return freed;
    }

    private static boolean isTakenOver(Slot slot, Slot born) {
      return born.id() != slot.id() && born.space() == slot.space() && born.at().equals(slot.at())
          && born.live().from() == slot.live().to();
    }
  }
}
