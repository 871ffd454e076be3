package nacre.codegen;

import java.util.ArrayList;
import java.util.List;

import nacre.kernels.call.Axis;
import nacre.kernels.call.Extent;
import nacre.kernels.run.Layout;

/**
 * Which elements loops may touch: those that a view shows, neither halos nor the planes of another view.
 *
 * <p>These elements are nested levels: images, planes, rows, columns, each so many times a stride. A stride of a loop is a
 * sum of steps on levels; loops stay inside as long as their steps on each level do. A loop that goes backwards touches what
 * one does that goes forward from its last element.
 */
final class LoopReach {
  /** {@code count} places, {@code stride} elements from one to the next. */
  private record Level(long stride, long count) {}

  /** Outermost first. */
  private final List<Level> levels = new ArrayList<>();

  /**
   * @param slot   how the elements of the whole slot lie
   * @param images for how many images
   */
  LoopReach(Geometry slot, View view, int images) {
    Layout all = slot.layout();
    Layout seen = view.geometry().layout();
    long count = view.geometry().images().exactlyAt(images);
    if (PlanChecker.haveEqualPlanes(view.geometry(), slot)) {
      add(new Level(1, seen.width()));
      add(new Level(all.rowStride(), seen.height()));
      add(new Level(all.planeStride(), seen.channels()));
      add(new Level(all.imageStride(), count));
    } else {
      add(new Level(1, count * seen.volume()));
    }
  }

  /** Adds a level around the others; two without a gap between them are one. */
  private void add(Level outer) {
    if (!levels.isEmpty() && outer.stride() == levels.getFirst().stride() * levels.getFirst().count()) {
      Level inner = levels.removeFirst();
      levels.addFirst(new Level(inner.stride(), inner.count() * outer.count()));
    } else {
      levels.addFirst(outer);
    }
  }

  /**
   * Whether an operand's loops stay on these elements.
   *
   * @param operand which of the strides
   * @param skipped elements before the first one
   */
  boolean holds(List<Axis> axes, int operand, Extent skipped, int images) {
    if (axes.stream().anyMatch(axis -> axis.extent().exactlyAt(images) == 0)) {
      return true;
    }
    if (levels.stream().anyMatch(level -> level.count() == 0)) {
      return false;
    }
    long first = skipped.exactlyAt(images);
    for (Axis axis : axes) {
      first += Math.min(0, axis.strides().get(operand).exactlyAt(images)) * (axis.extent().exactlyAt(images) - 1);
    }
    if (first < 0) {
      return false;
    }
    long[] last = new long[levels.size()];
    step(last, first, 1);
    for (Axis axis : axes) {
      step(last, Math.abs(axis.strides().get(operand).exactlyAt(images)), axis.extent().exactlyAt(images) - 1);
    }
    for (int level = 0; level < last.length; level++) {
      if (last[level] >= levels.get(level).count()) {
        return false;
      }
    }
    return true;
  }

  private void step(long[] last, long stride, long times) {
    long rest = stride;
    for (int level = 0; level < last.length; level++) {
      last[level] += rest / levels.get(level).stride() * times;
      rest %= levels.get(level).stride();
    }
  }
}
