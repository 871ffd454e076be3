package nacre.kernels.run;

/**
 * How one image of a value lies in memory: planes after each other, each of rows, each of columns, with a halo around every
 * plane. Without a halo this is the dense row-major order of a tensor of any rank.
 *
 * @param channels planes; for a dense tensor its first dimension
 * @param height rows of a plane, without halo
 * @param width columns of a row, without halo; for a dense tensor its last dimension, if it has two
 * @param halo rows and columns around each plane
 */
public record Layout(int channels, int height, int width, Halo halo) {

  public Layout {
    if (Math.min(channels, Math.min(height, width)) < 0) {
      throw new IllegalArgumentException("sizes are not negative");
    }
  }

  /**
   * The layout of one image with dimensions {@code dims} (the number of images left out): {@code [C, H, W]} are planes,
   * {@code [C, L]} planes of one row, {@code [C]} planes of one element, {@code []} one element; with more dimensions,
   * those between the first and the last count as rows.
   */
  public static Layout of(int... dims) {
    int rank = dims.length;
    int rows = 1;
    for (int axis = 1; axis < rank - 1; axis++) {
      rows = Math.multiplyExact(rows, dims[axis]);
    }
    return new Layout(rank == 0 ? 1 : dims[0], rows, rank < 2 ? 1 : dims[rank - 1], Halo.NONE);
  }

  public Layout halo(Halo newHalo) {
    return new Layout(channels, height, width, newHalo);
  }

  /** Elements from one row to the next. */
  public int rowStride() {
    return halo.left() + width + halo.right();
  }

  /** Elements from one plane to the next. */
  public int planeStride() {
    return Math.multiplyExact(halo.top() + height + halo.bottom(), rowStride());
  }

  /** Elements from one image to the next. */
  public int imageStride() {
    return Math.multiplyExact(channels, planeStride());
  }

  /** Elements from the start of a plane, halo included, to its first element proper. */
  public int interior() {
    return halo.top() * rowStride() + halo.left();
  }

  /** Elements of one image, without halo. */
  public int volume() {
    return Math.multiplyExact(Math.multiplyExact(channels, height), width);
  }
}
