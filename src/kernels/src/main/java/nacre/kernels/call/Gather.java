package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Elements at places that are computed: {@code out[i] = data[sum over c of indices[i, c] * stride of c + what the loops say]}.
 * An index may be negative, from the end; one that is out of range is an error of the run.
 *
 * @param axes outermost first; strides of output, data and indices
 * @param places the axes of the data that indices name; one stride, that of the data
 * @param step elements from the index of one place to that of the next
 */
public record Gather(List<Axis> axes, List<Axis> places, Extent step) implements Call {

  public Gather {
    axes = List.copyOf(axes);
    places = List.copyOf(places);
    Axis.require(axes, 3, "a gathering");
    Axis.require(places, 1, "a place");
  }

  public Gather over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  public Gather images(int... strides) {
    return over(Axis.images(strides));
  }

  public Gather over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private Gather over(Axis axis) {
    return new Gather(Axis.append(axes, axis), places, step);
  }

  /** The same call with as few loops as possible. */
  public Gather collapsed() {
    return new Gather(Axis.collapse(axes), places, step);
  }

  @Override
  public String toJava() {
    return "gather(" + step.toJava()
        + places.stream().map(axis -> ", " + axis.toArgument()).collect(Collectors.joining())
        + ")" + axes.stream().map(Axis::toJava).collect(Collectors.joining());
  }
}
