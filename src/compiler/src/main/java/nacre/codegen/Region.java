package nacre.codegen;

import java.util.List;

import nacre.ir.Location;

/**
 * Steps that become one method, at most {@link #MOST_STEPS}.
 *
 * @param path     of the block call or loop turn that they come from; empty for the body of the model
 * @param location that call
 */
public record Region(String path, List<Step> steps, Location location) {
  public static final int MOST_STEPS = 64;

  public Region {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException("a region has 1 to " + MOST_STEPS + " steps, found " + steps.size());
    }
  }
}
