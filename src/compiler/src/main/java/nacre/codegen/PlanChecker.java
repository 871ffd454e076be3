package nacre.codegen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import nacre.ir.TensorType;
import nacre.kernels.call.Extent;
import nacre.kernels.run.Space;

/**
 * Proves that a plan never loses an element that is still to be read: that slots whose lives meet lie apart for every number
 * of images, that halos stay as they were filled, that every view lies in its slot, that nothing is read before it is written,
 * and that a call writes over what it reads only where its kernel allows that. It trusts nothing that the planner worked out,
 * and shares no code with it.
 */
public final class PlanChecker {
  /** A plan that would compute something else than it should: a fault of the compiler. */
  public static final class BrokenPlanException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    BrokenPlanException(String message) {
      super(message);
    }
  }

  private final Plan plan;
  private final List<Step> steps;

  private PlanChecker(Plan plan) {
    this.plan = plan;
    this.steps = plan.steps();
  }

  /** @throws BrokenPlanException with the first thing that is wrong */
  public static void check(Plan plan) {
    PlanChecker checker = new PlanChecker(plan);
    checker.checkNumbers();
    checker.checkViews();
    checker.checkLives();
    checker.checkMemory();
    for (Step step : checker.steps) {
      StepChecker.check(plan, step);
    }
  }

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new BrokenPlanException(message);
    }
  }

  private void checkNumbers() {
    for (int i = 0; i < steps.size(); i++) {
      require(steps.get(i).number() == i, "step " + i + " has the number " + steps.get(i).number());
    }
    for (int i = 0; i < plan.slots().size(); i++) {
      require(plan.slots().get(i).id() == i, "slot " + i + " has the id " + plan.slots().get(i).id());
    }
  }

  private void checkViews() {
    for (Step step : steps) {
      checkView(step.writes());
      step.views().forEach(this::checkView);
    }
    for (Port port : plan.ports()) {
      checkView(port.inside());
      Space space = plan.slot(port.inside()).space();
      require(space == space(port.outside()),
          "port `" + port.name() + "` of " + port.outside() + " lies in a slot of " + space);
    }
  }

  /** Where elements of a type lie: floats apart from whole numbers. */
  static Space space(TensorType type) {
    return type.dtype().isReal() ? Space.F32 : Space.I32;
  }

  /** A view is some planes of every image, or as many elements as a slot without halos has, under other extents. */
  private void checkView(View view) {
    require(view.slot() >= 0 && view.slot() < plan.slots().size(),
        "a view of slot " + view.slot() + ", which does not exist");
    Geometry slot = plan.slot(view).geometry();
    Geometry seen = view.geometry();
    boolean planes = haveEqualPlanes(seen, slot) && view.from() >= 0
        && view.from() + seen.dims().getFirst() <= slot.dims().getFirst();
    boolean relabelled =
        view.from() == 0 && seen.halo().isEmpty() && slot.halo().isEmpty() && count(seen).equals(count(slot));
    require(seen.equals(slot) && view.from() == 0 || planes || relabelled,
        "a view of " + seen + " from plane " + view.from() + " is no part of slot " + view.slot() + ", " + slot);
  }

  /** Whether two geometries differ in the number of their planes at most. */
  static boolean haveEqualPlanes(Geometry a, Geometry b) {
    return a.images().equals(b.images()) && a.halo().equals(b.halo()) && !a.dims().isEmpty() && !b.dims().isEmpty()
        && a.dims().subList(1, a.dims().size()).equals(b.dims().subList(1, b.dims().size()));
  }

  /** Elements of a geometry without halos. */
  private static Extent count(Geometry geometry) {
    int perImage = geometry.dims().stream().reduce(1, Math::multiplyExact);
    return new Extent(Math.multiplyExact(geometry.images().fixed(), perImage),
        Math.multiplyExact(geometry.images().perImage(), perImage));
  }

  private void checkLives() {
    Written written = new Written(plan);
    for (Port port : plan.ports()) {
      Live live = plan.slot(port.inside()).live();
      require(live.to() == Live.AFTER, "port `" + port.name() + "` ends at step " + live.to());
      if (port.way() == Port.Way.IN) {
        require(live.from() == Live.BEFORE, "port `" + port.name() + "` begins at step " + live.from());
        written.add(port.inside());
      }
    }
    for (Step step : steps) {
      for (View view : step.views()) {
        requireLive(step, view);
        require(written.covers(view) || count(view.geometry()).equals(Extent.NONE),
            "step " + step.number() + " reads what was not written of slot " + view.slot());
      }
      requireLive(step, step.writes());
      if (!HaloChecker.fills(step)) {
        written.add(step.writes());
      }
    }
    for (Port port : plan.ports()) {
      require(written.covers(port.inside()) || count(port.inside().geometry()).equals(Extent.NONE),
          "port `" + port.name() + "` shows what was not written");
    }
  }

  private void requireLive(Step step, View view) {
    Live live = plan.slot(view).live();
    require(live.from() <= step.number() && step.number() <= live.to(),
        "step " + step.number() + " uses slot " + view.slot() + ", which lives from " + live.from() + " to "
            + live.to());
  }

  /** A slot and how much memory it needs. */
  record Range(Slot slot, Extent size) {
    static Range of(Slot slot) {
      return new Range(slot, PlanChecker.size(slot.geometry()));
    }

    /** Whether this ends before another begins, for one image and for any more. */
    boolean liesBefore(Range other) {
      long endFixed = (long) slot.at().fixed() + size.fixed();
      long endPerImage = (long) slot.at().perImage() + size.perImage();
      boolean forOne = endFixed + endPerImage <= (long) other.slot.at().fixed() + other.slot.at().perImage();
      return forOne && endPerImage <= other.slot.at().perImage();
    }

    boolean liesApart(Range other) {
      return liesBefore(other) || other.liesBefore(this);
    }
  }

  private void checkMemory() {
    for (Space space : Space.values()) {
      List<Range> ranges = new ArrayList<>(plan.slots().stream().filter(slot -> slot.space() == space)
          .map(Range::of).filter(range -> !range.size().equals(Extent.NONE))
          .toList());
      ranges.sort(Comparator.comparing(range -> range.slot().live().from()));
      checkLiving(ranges);
    }
    HaloChecker.check(plan);
  }

  /** @param ranges by the start of their lives */
  private void checkLiving(List<Range> ranges) {
    for (int i = 0; i < ranges.size(); i++) {
      Slot first = ranges.get(i).slot();
      for (int j = i + 1; j < ranges.size() && ranges.get(j).slot().live().from() <= first.live().to(); j++) {
        Slot second = ranges.get(j).slot();
        boolean same = first.at().equals(second.at()) && first.geometry().equals(second.geometry());
        require(ranges.get(i).liesApart(ranges.get(j)) || same && isTakenOver(first, second),
            "slots " + first.id() + " and " + second.id() + " share memory while both hold something");
      }
    }
  }

  /** Elements of memory that a geometry needs, halos included. */
  static Extent size(Geometry geometry) {
    List<Integer> dims = geometry.dims();
    long image = 1;
    for (int axis = 0; axis < dims.size(); axis++) {
      boolean rows = axis > 0 && axis == dims.size() - 2 || dims.size() == 1;
      boolean columns = axis > 0 && axis == dims.size() - 1;
      long around = rows && dims.size() > 2 ? geometry.halo().top() + geometry.halo().bottom()
          : columns ? geometry.halo().left() + geometry.halo().right() : 0;
      image = Math.multiplyExact(image, dims.get(axis) + around);
    }
    return geometry.images().times(Math.toIntExact(image));
  }

  /** Whether the second slot begins in the very step that ends the first, and that step may work in place. */
  private boolean isTakenOver(Slot first, Slot second) {
    int step = second.live().from();
    if (first.live().to() != step || step < 0 || step >= steps.size()) {
      return false;
    }
    Step call = steps.get(step);
    boolean whole = call.writes().equals(new View(second.id(), second.geometry(), 0));
    boolean alike = call.views().stream().filter(view -> view.slot() == first.id())
        .allMatch(view -> view.equals(new View(first.id(), first.geometry(), 0)));
    return whole && alike && StepChecker.worksInPlace(call, first.id());
  }

  /** Which planes of every slot something was written to. */
  private static final class Written {
    private final Plan plan;
    private final List<List<int[]>> ranges = new ArrayList<>();

    Written(Plan plan) {
      this.plan = plan;
      plan.slots().forEach(_ -> ranges.add(new ArrayList<>()));
    }

    private int[] range(View view) {
      List<Integer> dims = plan.slot(view).geometry().dims();
      return haveEqualPlanes(view.geometry(), plan.slot(view).geometry())
          ? new int[] {view.from(), view.from() + view.geometry().dims().getFirst()}
          : new int[] {0, dims.isEmpty() ? 1 : dims.getFirst()};
    }

    void add(View view) {
      ranges.get(view.slot()).add(range(view));
    }

    boolean covers(View view) {
      int[] wanted = range(view);
      List<int[]> sorted = new ArrayList<>(ranges.get(view.slot()));
      Collections.sort(sorted, Comparator.comparing(range -> range[0]));
      int end = wanted[0];
      for (int[] range : sorted) {
        end = range[0] <= end ? Math.max(end, range[1]) : end;
      }
      return end >= wanted[1];
    }
  }
}
