package nacre.codegen;

/**
 * A slot, or a part of it: some planes of every image, or the same elements under other extents.
 *
 * @param slot     the slot's id
 * @param geometry the extents that are seen; the halo is the slot's
 * @param from     planes of every image before the first one that is seen
 */
public record View(int slot, Geometry geometry, int from) implements Source {
  public static View whole(Slot slot) {
    return new View(slot.id(), slot.geometry(), 0);
  }
}
