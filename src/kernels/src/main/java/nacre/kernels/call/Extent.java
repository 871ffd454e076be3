package nacre.kernels.call;

/**
 * A count of elements that may grow with the number of images {@code n}: {@code fixed + perImage * n}. Where it is a distance
 * it may be negative, for what is walked backwards.
 *
 * @param fixed elements whatever the number of images
 * @param perImage elements for each image
 */
public record Extent(int fixed, int perImage) {

  /** No elements at all. */
  public static final Extent NONE = new Extent(0, 0);

  /** One for each image: the outermost extent of most loops. */
  public static final Extent IMAGES = new Extent(0, 1);

  public static Extent fixed(int elements) {
    return new Extent(elements, 0);
  }

  public static Extent perImage(int elements) {
    return new Extent(0, elements);
  }

  /** The number of elements when {@code images} images run. */
  public int at(int images) {
    return fixed + perImage * images;
  }

  /** The number of elements when {@code images} images run, without wrapping. */
  public long exactlyAt(int images) {
    return fixed + (long) perImage * images;
  }

  /** Whether the number of images does not matter. */
  public boolean isFixed() {
    return perImage == 0;
  }

  /** The sum of both. */
  public Extent plus(Extent other) {
    return new Extent(Math.addExact(fixed, other.fixed), Math.addExact(perImage, other.perImage));
  }

  /** This extent {@code factor} times. */
  public Extent times(int factor) {
    return new Extent(Math.multiplyExact(fixed, factor), Math.multiplyExact(perImage, factor));
  }

  /** The Java expression of this extent, with the factories imported statically: {@code fixed(3)}, {@code perImage(2)}. */
  public String toJava() {
    if (perImage == 0) {
      return "fixed(" + fixed + ")";
    }
    return fixed == 0 ? "perImage(" + perImage + ")" : "new Extent(" + fixed + ", " + perImage + ")";
  }
}
