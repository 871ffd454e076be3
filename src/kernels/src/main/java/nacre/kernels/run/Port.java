package nacre.kernels.run;

import java.util.Objects;

/** What all ports share: a name, a slot, and the check that a caller's data has a fitting size. */
public abstract sealed class Port permits BoolIn, BoolOut, BytesIn, BytesOut, F32In, F32Out,
    F64In, F64Out, HalvesIn, HalvesOut, I32In, I32Out, I64In, I64Out, ShortsIn, ShortsOut {

  private final String name;
  private final Slot slot;

  Port(String name, Slot slot) {
    this.name = name;
    this.slot = slot;
  }

  public final String name() {
    return name;
  }

  /** Where the elements are kept. */
  public final Slot slot() {
    return slot;
  }

  /** Elements for one image. */
  public final int perImage() {
    return slot.layout().volume();
  }

  /**
   * What a caller hands in.
   *
   * @throws NullPointerException with the name of this port
   */
  final <T> T given(T values) {
    return Objects.requireNonNull(values,
        () -> "`" + name + "`: found null, required the elements of an image or more");
  }

  /**
   * How many images {@code found} elements are.
   *
   * @throws IllegalArgumentException when that is no whole number of images, or more than there is room for
   */
  final int images(long found) {
    int perImage = perImage();
    int most = slot.roomForImages();
    boolean whole = perImage == 0 ? found == 0 : found % perImage == 0 && found / perImage <= most;
    if (whole && slot.isFixed() && perImage != 0 && found / perImage != most) {
      whole = false;
    }
    if (!whole) {
      String required = slot.isFixed() ? "exactly " + (long) perImage * most
          : perImage + " per image, for up to " + most + " images";
      throw new IllegalArgumentException("`" + name + "`: found " + found + " elements, required " + required);
    }
    return perImage == 0 ? most : (int) (found / perImage);
  }

  /** Receives one stretch of neighbouring elements: where it lies in the slot, where in the caller's data. */
  @FunctionalInterface
  interface Run {
    void copy(int inSlot, int outside, int length);
  }

  /** Visits the elements of {@code images} images in row-major order, in stretches as long as they get. */
  final void eachRun(int images, Run run) {
    Layout layout = slot.layout();
    int outside = 0;
    int plane = layout.height() * layout.width();
    for (int image = 0; image < images; image++) {
      if (slot.hasContiguousPlanes()) {
        run.copy(slot.at(image, 0), outside, perImage());
        outside += perImage();
        continue;
      }
      for (int channel = 0; channel < layout.channels(); channel++) {
        for (int row = 0; row < layout.height(); row++) {
          run.copy(slot.at(image, channel) + row * layout.rowStride(), outside + row * layout.width(), layout.width());
        }
        outside += plane;
      }
    }
  }
}
