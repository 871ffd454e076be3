package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;
import nacre.kernels.call.Pointwise.Number;

/**
 * Elements along some axes become one. Floats are added and multiplied in double where that is not slower, whole numbers are
 * kept at the width that they have.
 *
 * @param fold how elements become one
 * @param number what the elements are
 * @param axes the axes that are kept, outermost first; strides of output and input
 * @param along the axes that become one element, outermost first; strides of the input
 */
public record Reduce(Fold fold, Number number, List<Axis> axes, List<Axis> along) implements Call {

  public Reduce {
    axes = List.copyOf(axes);
    along = List.copyOf(along);
    Axis.require(axes, 2, "a reduction");
    Axis.require(along, 1, "what is reduced");
    if (fold == Fold.MEAN && number != Number.F32) {
      throw new IllegalArgumentException("a mean needs floats, found " + number);
    }
  }

  public Reduce over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  public Reduce images(int... strides) {
    return over(Axis.images(strides));
  }

  public Reduce over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private Reduce over(Axis axis) {
    return new Reduce(fold, number, Axis.append(axes, axis), along);
  }

  /** The same call with as few loops as possible. */
  public Reduce collapsed() {
    return new Reduce(fold, number, Axis.collapse(axes), Axis.collapse(along));
  }

  @Override
  public String toJava() {
    return "reduce(Fold." + fold + ", Number." + number
        + along.stream().map(axis -> ", " + axis.toArgument()).collect(Collectors.joining()) + ")"
        + axes.stream().map(Axis::toJava).collect(Collectors.joining());
  }
}
