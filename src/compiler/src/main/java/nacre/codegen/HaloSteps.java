package nacre.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import nacre.kernels.call.Calls;

/**
 * The steps of a plan, with those that fill a halo again before a slot is written whose memory others have used since its
 * halo was filled last. A workspace fills all halos when it is made; where nothing else overlaps, that is enough.
 */
record HaloSteps(List<Slot> slots, List<Step> steps, List<Observed> observed) {
  /** @param slots with lives in terms of {@code steps} */
  static HaloSteps of(List<Slot> slots, List<Step> steps, List<Observed> observed) {
    List<Optional<Slot>> filled = new ArrayList<>();
    steps.forEach(_ -> filled.add(Optional.empty()));
    slots.stream().filter(slot -> isSpoiled(slot, slots))
        .forEach(slot -> filled.set(slot.live().from(), Optional.of(slot)));
    List<Step> all = new ArrayList<>();
    int[] numbers = new int[steps.size()];
    for (Step step : steps) {
      filled.get(step.number()).ifPresent(slot -> all.add(fill(slot, step, all.size())));
      numbers[step.number()] = all.size();
      all.add(step.numbered(all.size()));
    }
    List<Slot> moved = slots.stream().map(slot -> moved(slot, numbers, filled)).toList();
    return new HaloSteps(moved, all,
        observed.stream().map(seen -> seen.after(moved(seen.step(), numbers))).toList());
  }

  /** Whether another slot's elements may lie in the halo when the slot is first written. */
  private static boolean isSpoiled(Slot slot, List<Slot> slots) {
    if (slot.geometry().halo().isEmpty() || !isStep(slot.live().from())) {
      return false;
    }
    int since = slots.stream().filter(other -> isLike(slot, other) && other.live().from() < slot.live().from())
        .mapToInt(other -> other.live().from()).max().orElse(Integer.MIN_VALUE);
    IntStream strangers = slots.stream().filter(other -> overlaps(slot, other) && !isLike(slot, other))
        .mapToInt(other -> other.live().from());
    return since == Integer.MIN_VALUE
        ? strangers.findAny().isPresent()
        : strangers.anyMatch(from -> since < from && from < slot.live().from());
  }

  /** Whether both fill the same halo. */
  private static boolean isLike(Slot a, Slot b) {
    return a.space() == b.space() && a.at().equals(b.at()) && a.geometry().equals(b.geometry());
  }

  /** Whether they share memory when one image runs; then, and only then, they do for any number. */
  private static boolean overlaps(Slot a, Slot b) {
    return a.space() == b.space() && a.size().isFixed() == b.size().isFixed()
        && a.at().exactlyAt(1) < end(b) && b.at().exactlyAt(1) < end(a);
  }

  private static long end(Slot slot) {
    return slot.at().exactlyAt(1) + slot.size().exactlyAt(1);
  }

  private static Step fill(Slot slot, Step before, int number) {
    return new Step(number, Calls.halo(), List.of(), List.of(), View.whole(slot), before.location(),
        "halo of the next result");
  }

  private static Slot moved(Slot slot, int[] numbers, List<Optional<Slot>> filled) {
    int from = slot.live().from();
    boolean early = isStep(from) && filled.get(from).filter(slot::equals).isPresent();
    Live live = new Live(moved(from, numbers) - (early ? 1 : 0), moved(slot.live().to(), numbers));
    return new Slot(slot.id(), slot.space(), slot.geometry(), slot.at(), live);
  }

  private static int moved(int step, int[] numbers) {
    return isStep(step) ? numbers[step] : step;
  }

  private static boolean isStep(int step) {
    return step != Live.BEFORE && step != Live.AFTER;
  }
}
