package nacre.codegen;

import java.util.List;

import nacre.kernels.run.Space;

/**
 * How many bytes of memory a plan needs for its activations: halos and what memory loses between slots included, weights and
 * the scratch memory of kernels left out.
 *
 * @param fixed    bytes whatever the number of images
 * @param perImage bytes for each image of the capacity
 */
public record Footprint(long fixed, long perImage) implements Comparable<Footprint> {
  /** Where the slots of every space end. */
  static Footprint of(List<Slot> slots) {
    long fixed = 0;
    long perImage = 0;
    for (Space space : Space.values()) {
      List<Slot> own = slots.stream().filter(slot -> slot.space() == space).toList();
      fixed += own.stream().mapToLong(slot -> (long) slot.at().fixed() + slot.size().fixed()).max().orElse(0);
      perImage += own.stream().mapToLong(slot -> (long) slot.at().perImage() + slot.size().perImage()).max().orElse(0);
    }
    return new Footprint(fixed * Integer.BYTES, perImage * Integer.BYTES);
  }

  /** Bytes for one image. */
  public long forOne() {
    return fixed + perImage;
  }

  @Override
  public int compareTo(Footprint other) {
    return Long.compare(forOne(), other.forOne());
  }
}
