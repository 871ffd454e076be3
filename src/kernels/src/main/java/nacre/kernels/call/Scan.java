package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;
import nacre.kernels.call.Pointwise.Number;

/**
 * Running results along an axis: each element becomes one with all before it.
 *
 * @param fold how elements become one; no mean
 * @param exclusive whether an element itself is left out
 * @param reverse from the last element to the first
 * @param number what the elements are
 * @param axes all other axes, outermost first; strides of output and input
 * @param along the axis along which results run; strides of output and input
 */
public record Scan(Fold fold, boolean exclusive, boolean reverse, Number number, List<Axis> axes, Axis along)
    implements Call {

  public Scan {
    axes = List.copyOf(axes);
    Axis.require(axes, 2, "running results");
    Axis.require(List.of(along), 2, "running results");
    if (fold == Fold.MEAN) {
      throw new IllegalArgumentException("there are no running means");
    }
  }

  public Scan over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  public Scan images(int... strides) {
    return over(Axis.images(strides));
  }

  public Scan over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private Scan over(Axis axis) {
    return new Scan(fold, exclusive, reverse, number, Axis.append(axes, axis), along);
  }

  /** Leaves each element itself out. */
  public Scan before() {
    return new Scan(fold, true, reverse, number, axes, along);
  }

  /** Runs from the last element to the first. */
  public Scan backwards() {
    return new Scan(fold, exclusive, true, number, axes, along);
  }

  @Override
  public String toJava() {
    return "scan(Fold." + fold + ", Number." + number + ", " + along.toArgument() + ")" + (exclusive ? ".before()" : "")
        + (reverse ? ".backwards()" : "") + axes.stream().map(Axis::toJava).collect(Collectors.joining());
  }
}
