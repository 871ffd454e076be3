package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;
import nacre.kernels.call.Pointwise.Number;

/**
 * Elements as another kind of number. Floats become whole numbers towards zero: of 64 bits for 64-bit targets and for U32, of
 * 32 bits for others; NaN and what does not fit there become the lowest of these, but for a 64-bit target what is too high is
 * an error. Whole numbers wrap around at the width of the target, and what is not zero becomes 1 as a truth value.
 *
 * @param from what the elements are
 * @param to what they become
 * @param axes outermost first; strides of output and input
 */
public record Cast(Number from, Number to, List<Axis> axes) implements Call {

  public Cast {
    axes = List.copyOf(axes);
    Axis.require(axes, 2, "a conversion");
  }

  public Cast over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  public Cast images(int... strides) {
    return over(Axis.images(strides));
  }

  public Cast over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private Cast over(Axis axis) {
    return new Cast(from, to, Axis.append(axes, axis));
  }

  /** The same call with as few loops as possible. */
  public Cast collapsed() {
    return new Cast(from, to, Axis.collapse(axes));
  }

  @Override
  public String toJava() {
    return "cast(Number." + from + ", Number." + to + ")"
        + axes.stream().map(Axis::toJava).collect(Collectors.joining());
  }
}
