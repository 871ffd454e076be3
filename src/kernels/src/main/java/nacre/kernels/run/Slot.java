package nacre.kernels.run;

import java.util.Objects;
import nacre.kernels.call.Extent;

/**
 * A place for a value in a workspace, or a constant: an array, where the first element lies, and the strides.
 *
 * <p>Slots are made once, with the workspace; a view of some channels is a slot as well. Kernels read the accessors; nothing
 * is computed or allocated while a network runs.
 */
public final class Slot {

  private static final float[] NO_FLOATS = {};
  private static final int[] NO_INTS = {};

  private final float[] floats;
  private final int[] ints;
  private final Space space;
  private final Layout layout;
  private final Extent images;
  private final int start;
  private final int base;
  private final int imageStride;
  private final int capacity;

  private Slot(float[] floats, int[] ints, Space space, Layout layout, Extent images, int start, int imageStride,
      int capacity) {
    this.floats = floats;
    this.ints = ints;
    this.space = space;
    this.layout = layout;
    this.images = images;
    this.start = start;
    this.base = start + layout.interior();
    this.imageStride = imageStride;
    this.capacity = capacity;
  }

  static Slot of(float[] floats, Layout layout, Extent images, int start, int capacity) {
    return new Slot(floats, NO_INTS, Space.F32, layout, images, start, layout.imageStride(), capacity);
  }

  static Slot of(int[] ints, Layout layout, Extent images, int start, int capacity) {
    return new Slot(NO_FLOATS, ints, Space.I32, layout, images, start, layout.imageStride(), capacity);
  }

  /** A constant for kernels to read, the same for all images. The array is not copied and has room for over-reading. */
  public static Slot constant(float[] values, int... dims) {
    return of(values, Layout.of(dims), Extent.fixed(1), 0, 1);
  }

  /** A constant of whole numbers for kernels to read, the same for all images. The array is not copied. */
  public static Slot constant(int[] values, int... dims) {
    return of(values, Layout.of(dims), Extent.fixed(1), 0, 1);
  }

  /**
   * This slot with a halo around every plane, which is filled now and for good, for all images of the capacity. It takes up
   * {@link Layout#imageStride} elements per image; the plan must have left that room.
   */
  public Slot halo(Halo halo) {
    Layout wider = layout.halo(halo);
    var slot = new Slot(floats, ints, space, wider, images, start, wider.imageStride(), capacity);
    slot.requireRoom();
    for (int image = 0; image < images.at(capacity); image++) {
      for (int channel = 0; channel < wider.channels(); channel++) {
        slot.fillHalo(image, channel);
      }
    }
    return slot;
  }

  /** This slot with {@code all} rows and columns of zeros on every side of each plane. */
  public Slot halo(int all) {
    return halo(Halo.of(all));
  }

  /** This slot with a halo of a given size and fill. */
  public Slot halo(int top, int left, int bottom, int right, Fill fill) {
    return halo(new Halo(top, left, bottom, right, fill));
  }

  /** The planes {@code from} to {@code from + length - 1} of every image, in place. */
  public Slot channels(int from, int length) {
    Objects.checkFromIndexSize(from, length, layout.channels());
    var narrower = new Layout(length, layout.height(), layout.width(), layout.halo());
    return new Slot(floats, ints, space, narrower, images, start + from * layout.planeStride(), imageStride, capacity);
  }

  /** The same memory seen with other dimensions of the same volume per image; needs a slot without halo. */
  public Slot dims(int... dims) {
    Layout other = Layout.of(dims);
    boolean same = layout.halo().isEmpty() && imageStride == layout.imageStride();
    if (!same || other.imageStride() != imageStride) {
      throw new IllegalArgumentException("only a dense slot has other dimensions of the same volume, found " + layout
          + ", required " + other);
    }
    return new Slot(floats, ints, space, other, images, start, imageStride, capacity);
  }

  void requireRoom() {
    long end = start + images.exactlyAt(capacity) * imageStride;
    int length = space == Space.F32 ? floats.length : ints.length;
    if (end > length) {
      throw new IllegalArgumentException("a slot ends at element " + end + " of a workspace of " + length);
    }
  }

  /** Writes the fill into the halo of one plane of an image. */
  public void fillHalo(int image, int channel) {
    int plane = start + image * imageStride + channel * layout.planeStride();
    Halo halo = layout.halo();
    int rowStride = layout.rowStride();
    fillRun(plane, halo.top() * rowStride);
    fillRun(plane + (halo.top() + layout.height()) * rowStride, halo.bottom() * rowStride);
    for (int row = halo.top(); row < halo.top() + layout.height(); row++) {
      fillRun(plane + row * rowStride, halo.left());
      fillRun(plane + row * rowStride + halo.left() + layout.width(), halo.right());
    }
  }

  private void fillRun(int from, int count) {
    for (int at = from; at < from + count; at++) {
      if (space == Space.F32) {
        floats[at] = layout.halo().fill().value();
      } else {
        ints[at] = layout.halo().fill() == Fill.ZERO ? 0 : Integer.MIN_VALUE;
      }
    }
  }

  /** Overwrites the elements proper with NaN (whole numbers: the smallest), so that a later reader is seen. */
  public void poison() {
    for (int image = 0; image < images.at(capacity); image++) {
      for (int channel = 0; channel < layout.channels(); channel++) {
        for (int row = 0; row < layout.height(); row++) {
          poisonRun(at(image, channel) + row * layout.rowStride());
        }
      }
    }
  }

  private void poisonRun(int from) {
    for (int at = from; at < from + layout.width(); at++) {
      if (space == Space.F32) {
        floats[at] = Float.NaN;
      } else {
        ints[at] = Integer.MIN_VALUE;
      }
    }
  }

  /** The array of floats; empty for whole numbers. */
  public float[] floats() {
    return floats;
  }

  /** The array of whole numbers; empty for floats. */
  public int[] ints() {
    return ints;
  }

  public Space space() {
    return space;
  }

  public Layout layout() {
    return layout;
  }

  public Halo halo() {
    return layout.halo();
  }

  public int channels() {
    return layout.channels();
  }

  public int height() {
    return layout.height();
  }

  public int width() {
    return layout.width();
  }

  /** How many images this slot holds when {@code running} images run. */
  public int images(int running) {
    return images.at(running);
  }

  /** The most images that this slot has room for. */
  public int roomForImages() {
    return images.at(capacity);
  }

  /** Whether the number of images held does not depend on how many run. */
  public boolean isFixed() {
    return images.isFixed();
  }

  /** Where the first element proper lies. */
  public int base() {
    return base;
  }

  /** Where the first element proper of a plane lies. */
  public int at(int image, int channel) {
    return base + image * imageStride + channel * layout.planeStride();
  }

  public int imageStride() {
    return imageStride;
  }

  public int planeStride() {
    return layout.planeStride();
  }

  public int rowStride() {
    return layout.rowStride();
  }

  /** Whether the rows of a plane follow each other without a gap. */
  public boolean hasContiguousPlanes() {
    return layout.halo().isEmpty();
  }
}
