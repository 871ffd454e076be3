package nacre.codegen;

import java.util.List;
import java.util.stream.Stream;

import nacre.kernels.call.Extent;
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
    List<Extent> arenas = Stream.of(Space.values()).map(space -> Plan.arena(slots, space)).toList();
    return new Footprint(Integer.BYTES * arenas.stream().mapToLong(Extent::fixed).sum(),
        Integer.BYTES * arenas.stream().mapToLong(Extent::perImage).sum());
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
