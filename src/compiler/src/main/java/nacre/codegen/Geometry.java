package nacre.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import nacre.kernels.call.Extent;
import nacre.kernels.run.Halo;
import nacre.kernels.run.Layout;

/**
 * How elements lie in a slot: images one after the other, each of some extents in memory order, outermost first. With three
 * extents these are planes, rows and columns, and every plane may have a halo.
 *
 * @param images how many images; they need not be pictures, this is the outermost extent of a value
 * @param dims   the other extents; those between the first and the last count as rows
 */
public record Geometry(Extent images, List<Integer> dims, Halo halo) {
  public Geometry {
    dims = List.copyOf(dims);
  }

  /** Elements without a halo. */
  public static Geometry dense(Extent images, List<Integer> dims) {
    return new Geometry(images, dims, Halo.NONE);
  }

  /** The same geometry as kernels see it. */
  public Layout layout() {
    return Layout.of(dims.stream().mapToInt(Integer::intValue).toArray()).halo(halo);
  }

  /** Elements from one image to the next. */
  public int imageStride() {
    return layout().imageStride();
  }

  /** Elements in all, halos included. */
  public Extent size() {
    return images.times(imageStride());
  }

  public Geometry withHalo(Halo other) {
    return new Geometry(images, dims, other);
  }

  /** These planes alone, {@code planes} of them. */
  public Geometry withPlanes(int planes) {
    List<Integer> fewer = new ArrayList<>(dims);
    fewer.set(0, planes);
    return new Geometry(images, fewer, halo);
  }

  @Override
  public String toString() {
    String extents = dims.stream().map(String::valueOf).collect(Collectors.joining("x", "[", "]"));
    return images.toJava() + extents + (halo.isEmpty() ? "" : " " + halo);
  }
}
