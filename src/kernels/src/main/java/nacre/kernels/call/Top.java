package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;
import nacre.kernels.call.Pointwise.Number;

/**
 * Where the greatest or least elements along an axis are, in order, equal ones by rising place; NaN is greater than
 * everything.
 *
 * @param greatest the greatest, or the least
 * @param number what the elements are
 * @param axes all other axes, outermost first; strides of output and input
 * @param along the axis that is searched; strides of output and input
 * @param count how many places are written, at most as many as the axis has
 */
public record Top(boolean greatest, Number number, List<Axis> axes, Axis along, Extent count) implements Call {

  public Top {
    axes = List.copyOf(axes);
    Axis.require(axes, 2, "an order");
    Axis.require(List.of(along), 2, "what is ordered");
  }

  public Top over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  public Top images(int... strides) {
    return over(Axis.images(strides));
  }

  public Top over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private Top over(Axis axis) {
    return new Top(greatest, number, Axis.append(axes, axis), along, count);
  }

  @Override
  public String toJava() {
    return (greatest ? "greatest" : "least") + "(Number." + number + ", " + along.toArgument() + ", " + count.toJava()
        + ")" + axes.stream().map(Axis::toJava).collect(Collectors.joining());
  }
}
