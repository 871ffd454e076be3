package nacre.codegen;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import nacre.kernels.call.Extent;
import nacre.kernels.run.Space;

/**
 * What is computed, in which order and where everything lies: all that an emitter needs, and independent of the machine.
 *
 * @param name      the model's own name, unescaped
 * @param batch     the symbol that stands for the number of images; without one the network runs as it is
 * @param ports     what callers fill and read, inputs first
 * @param slots     every place of a value; the index is the id
 * @param constants parameters and prepared values; the index is the id
 * @param regions   the steps, in order, cut into methods
 * @param observed  where each surviving value of the graph can be seen, and after which step
 * @param facts     what is worth saying about the compilation
 */
public record Plan(String name, Target target, Optional<Batch> batch, List<Port> ports, List<Slot> slots,
    List<Constant> constants, List<Region> regions, List<Observed> observed, Facts facts) {
  /**
   * The symbol of the number of images.
   *
   * @param bound the greatest number of images that the model allows, if it says so
   */
  public record Batch(String symbol, OptionalLong bound) {}

  /**
   * Numbers for the head of an emitted class.
   *
   * @param norms  batch norms that the model has
   * @param folded how many of them are part of something else now
   * @param source the text that the model was written in, if there is one
   */
  public record Facts(int norms, int folded, Optional<String> source) {
    /** Of a graph that comes from nowhere. */
    public static final Facts NONE = new Facts(0, 0, Optional.empty());
  }

  public Plan {
    ports = List.copyOf(ports);
    slots = List.copyOf(slots);
    constants = List.copyOf(constants);
    regions = List.copyOf(regions);
    observed = List.copyOf(observed);
  }

  /** All steps, in order. */
  public List<Step> steps() {
    return regions.stream().flatMap(region -> region.steps().stream()).toList();
  }

  public Slot slot(View view) {
    return slots.get(view.slot());
  }

  /** How long the array of a space must be: the end of the slot that reaches farthest. */
  public Extent arena(Space space) {
    return arena(slots, space);
  }

  static Extent arena(List<Slot> slots, Space space) {
    int fixed = 0;
    int perImage = 0;
    for (Slot slot : slots) {
      if (slot.space() == space) {
        fixed = Math.max(fixed, Math.addExact(slot.at().fixed(), slot.size().fixed()));
        perImage = Math.max(perImage, Math.addExact(slot.at().perImage(), slot.size().perImage()));
      }
    }
    return new Extent(fixed, perImage);
  }

  /** The arrays of a workspace. */
  public Map<Space, Extent> arenas() {
    Map<Space, Extent> arenas = new EnumMap<>(Space.class);
    for (Space space : Space.values()) {
      arenas.put(space, arena(space));
    }
    return arenas;
  }
}
