package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code y[i] = exp(x[i] - m) / sum over j of exp(x[j] - m)} along one axis, with m the greatest element along it.
 *
 * @param axes all other axes, outermost first; strides of output and input
 * @param along the axis over which the results add up to one; strides of output and input
 */
public record Softmax(List<Axis> axes, Axis along) implements Call {

  public Softmax {
    axes = List.copyOf(axes);
    Axis.require(axes, 2, "a softmax");
    Axis.require(List.of(along), 2, "a softmax");
  }

  public Softmax over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  public Softmax images(int... strides) {
    return over(Axis.images(strides));
  }

  public Softmax over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private Softmax over(Axis axis) {
    return new Softmax(Axis.append(axes, axis), along);
  }

  @Override
  public String toJava() {
    return "softmax(" + along.toArgument() + ")" + axes.stream().map(Axis::toJava).collect(Collectors.joining());
  }
}
