package nacre.kernels.run;

/**
 * Rows and columns around each plane that hold a fill, so that a window may reach past the plane.
 *
 * @param top rows above
 * @param left columns before
 * @param bottom rows below
 * @param right columns after
 * @param fill what they hold
 */
public record Halo(int top, int left, int bottom, int right, Fill fill) {

  /** No row and no column. */
  public static final Halo NONE = new Halo(0, 0, 0, 0, Fill.ZERO);

  public Halo {
    if (Math.min(Math.min(top, left), Math.min(bottom, right)) < 0) {
      throw new IllegalArgumentException("a halo is not negative");
    }
  }

  /** A halo of {@code all} rows and columns of zeros on every side. */
  public static Halo of(int all) {
    return new Halo(all, all, all, all, Fill.ZERO);
  }

  public boolean isEmpty() {
    return (top | left | bottom | right) == 0;
  }

  /** Whether a window may reach this far past the plane and read {@code wanted} there. */
  public boolean covers(int rowsAbove, int columnsBefore, int rowsBelow, int columnsAfter, Fill wanted) {
    boolean reaches = rowsAbove <= top && columnsBefore <= left && rowsBelow <= bottom && columnsAfter <= right;
    boolean reads = (Math.max(rowsAbove, rowsBelow) | Math.max(columnsBefore, columnsAfter)) <= 0 || fill == wanted;
    return reaches && reads;
  }
}
