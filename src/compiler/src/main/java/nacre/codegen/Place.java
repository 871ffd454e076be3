package nacre.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import nacre.kernels.call.Extent;

/**
 * Where a local or a constant lies: which storage, what of it, and how far apart neighbours are.
 *
 * @param storage  the storage's id
 * @param geometry the extents that are seen
 * @param from     planes of every image before the first one that is seen
 * @param strides  elements from one index of each logical axis to the next
 */
record Place(int storage, Geometry geometry, int from, List<Extent> strides) {
  Place {
    strides = List.copyOf(strides);
  }

  /** All of a new storage, for a value of the given extents in a given form. */
  static Place whole(int storage, List<Extent> dims, Forms.Form form) {
    List<Integer> order = Orders.axes(dims.size(), form.planes());
    List<Extent> inner = order.stream().skip(1).map(dims::get).toList();
    if (dims.isEmpty()) {
      return new Place(storage, Geometry.dense(Extent.fixed(1), List.of()), 0, List.of());
    }
    if (!inner.stream().allMatch(Extent::isFixed)) {
      return new Place(storage, Geometry.dense(product(dims), List.of()), 0, rowMajor(dims));
    }
    List<Integer> sizes = inner.stream().map(Extent::fixed).toList();
    Geometry geometry = new Geometry(dims.get(order.getFirst()), sizes, form.halo());
    return new Place(storage, geometry, 0, strides(geometry, geometry.imageStride(), order));
  }

  /** Some planes of every image of this place, which must have planes. */
  Place planes(int first, int count, List<Extent> dims, boolean channelsLast) {
    List<Integer> order = Orders.axes(dims.size(), channelsLast);
    Geometry fewer = geometry.withPlanes(count);
    int imageStride = strides.get(order.getFirst()).fixed();
    return new Place(storage, fewer, from + first, strides(fewer, imageStride, order));
  }

  /** The strides of a constant, or of anything without gaps, in row-major order. */
  static List<Extent> rowMajor(List<Extent> dims) {
    List<Extent> strides = new ArrayList<>(Collections.nCopies(dims.size(), Extent.fixed(1)));
    for (int axis = dims.size() - 2; axis >= 0; axis--) {
      strides.set(axis, product(dims.subList(axis + 1, dims.size())));
    }
    return strides;
  }

  /** The number of elements of a value, which is affine in the number of images. */
  static Extent product(List<Extent> dims) {
    Extent product = Extent.fixed(1);
    for (Extent dim : dims) {
      product = product.isFixed() ? dim.times(product.fixed()) : product.times(dim.fixed());
    }
    return product;
  }

  private static List<Extent> strides(Geometry geometry, int imageStride, List<Integer> order) {
    int[] inMemory = new int[order.size()];
    inMemory[0] = imageStride;
    List<Integer> dims = geometry.dims();
    int inner = geometry.layout().rowStride();
    for (int axis = dims.size() - 2; axis > 0; axis--) {
      inMemory[axis + 1] = inner;
      inner = Math.multiplyExact(inner, dims.get(axis));
    }
    if (dims.size() > 1) {
      inMemory[dims.size()] = 1;
    }
    if (!dims.isEmpty()) {
      inMemory[1] = geometry.layout().planeStride();
    }
    Extent[] strides = new Extent[order.size()];
    for (int position = 0; position < order.size(); position++) {
      strides[order.get(position)] = Extent.fixed(inMemory[position]);
    }
    return Arrays.asList(strides);
  }

  /** Whether both are the same elements of the same storage. */
  boolean isSameAs(Place other) {
    return storage == other.storage && from == other.from && geometry.equals(other.geometry);
  }
}
