package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;
import nacre.kernels.call.Pointwise.Number;

/**
 * Where the greatest or least element along an axis is, as a whole number; NaN comes before everything.
 *
 * @param greatest the greatest, or the least
 * @param last the last of equal ones, or the first
 * @param number what the elements are
 * @param axes all other axes, outermost first; strides of output and input
 * @param along the axis that is searched; stride of the input
 */
public record Extreme(boolean greatest, boolean last, Number number, List<Axis> axes, Axis along) implements Call {

  public Extreme {
    axes = List.copyOf(axes);
    Axis.require(axes, 2, "a search");
    Axis.require(List.of(along), 1, "what is searched");
  }

  public Extreme over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  public Extreme images(int... strides) {
    return over(Axis.images(strides));
  }

  public Extreme over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private Extreme over(Axis axis) {
    return new Extreme(greatest, last, number, Axis.append(axes, axis), along);
  }

  @Override
  public String toJava() {
    String factory = (last ? "last" : "first") + (greatest ? "Greatest" : "Least");
    return factory + "(Number." + number + ", " + along.toArgument() + ")"
        + axes.stream().map(Axis::toJava).collect(Collectors.joining());
  }
}
