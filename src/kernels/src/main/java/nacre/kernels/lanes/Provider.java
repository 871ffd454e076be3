package nacre.kernels.lanes;

/**
 * One implementation of every family of innermost loops.
 *
 * @param name how messages call it: {@code scalar}, {@code vector-256}
 */
public record Provider(String name, Tiles tiles, Rows rows, Elements elements, Chains chains) {}
