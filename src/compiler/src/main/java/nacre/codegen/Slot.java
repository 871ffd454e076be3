package nacre.codegen;

import nacre.kernels.call.Extent;
import nacre.kernels.run.Space;

/**
 * A place in a workspace. Slots whose lives do not meet may share memory.
 *
 * @param at   elements before it in the array of its space, scaled by the capacity
 * @param live the steps during which its elements matter
 */
public record Slot(int id, Space space, Geometry geometry, Extent at, Live live) {
  /** Elements, halo included, for the capacity. */
  public Extent size() {
    return geometry.size();
  }
}
