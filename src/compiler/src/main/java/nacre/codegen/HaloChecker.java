package nacre.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import nacre.kernels.call.Extent;
import nacre.kernels.call.Move;
import nacre.kernels.run.Space;

/**
 * Proves that whoever reads a slot with a halo finds the fill there. It goes through two runs on one workspace: all halos are
 * whole when that is made; whatever is written elsewhere breaks those it overlaps, and only a step that fills a halo makes it
 * whole again.
 */
final class HaloChecker {
  /** Where a halo is: slots with the same address and geometry have the same. */
  private record Spot(Space space, Extent at, Geometry geometry) {
    static Spot of(Slot slot) {
      return new Spot(slot.space(), slot.at(), slot.geometry());
    }
  }

  private final Plan plan;
  private final Map<Spot, Integer> spots = new LinkedHashMap<>();
  /** For each slot the spots that are broken by what is written to it. */
  private final List<int[]> broken = new ArrayList<>();
  private final boolean[] whole;

  private HaloChecker(Plan plan) {
    this.plan = plan;
    List<Slot> slots = plan.slots();
    List<Slot> owners = new ArrayList<>();
    for (Slot slot : slots) {
      if (!slot.geometry().halo().isEmpty() && spots.putIfAbsent(Spot.of(slot), spots.size()) == null) {
        owners.add(slot);
      }
    }
    for (Slot slot : slots) {
      broken.add(owners.stream().filter(owner -> breaks(slot, owner)).map(Spot::of).mapToInt(this::number).toArray());
    }
    whole = new boolean[spots.size()];
  }

  private int number(Spot spot) {
    return spots.getOrDefault(spot, -1);
  }

  private static boolean breaks(Slot written, Slot owner) {
    PlanChecker.Range range = PlanChecker.Range.of(written);
    boolean nothing = range.size().equals(Extent.NONE) || owner.size().equals(Extent.NONE);
    return !nothing && written.space() == owner.space() && !Spot.of(written).equals(Spot.of(owner))
        && !range.liesApart(PlanChecker.Range.of(owner));
  }

  /** Whether a step fills the halo of a slot, and nothing else. */
  static boolean fills(Step step) {
    return step.call() instanceof Move move && move.kind() == Move.Kind.HALO;
  }

  /** @throws PlanChecker.BrokenPlanException for a reader that would find something else */
  static void check(Plan plan) {
    HaloChecker checker = new HaloChecker(plan);
    Arrays.fill(checker.whole, true);
    for (int run = 0; run < 2; run++) {
      plan.ports().stream().filter(port -> port.way() == Port.Way.IN).forEach(port -> checker.write(port.inside()));
      plan.steps().forEach(checker::step);
    }
  }

  private void step(Step step) {
    step.views().forEach(view -> read(step, view));
    write(step.writes());
    if (fills(step)) {
      fill(step);
    }
  }

  private void read(Step step, View view) {
    int spot = number(Spot.of(plan.slot(view)));
    PlanChecker.require(spot < 0 || whole[spot],
        "step " + step.number() + " reads slot " + view.slot() + ", whose halo was overwritten");
  }

  private void write(View view) {
    for (int spot : broken.get(view.slot())) {
      whole[spot] = false;
    }
  }

  private void fill(Step step) {
    Slot slot = plan.slot(step.writes());
    int spot = number(Spot.of(slot));
    PlanChecker.require(spot >= 0 && step.writes().equals(View.whole(slot)),
        "step " + step.number() + " fills the halo of a part of slot " + slot.id() + ", or of one without");
    whole[spot] = true;
  }
}
