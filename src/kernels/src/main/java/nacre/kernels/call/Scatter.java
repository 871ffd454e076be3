package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;
import nacre.kernels.call.Pointwise.Number;

/**
 * Updates of elements at places that are computed, as those of {@link Gather}, in an output that holds something already.
 *
 * @param meeting what becomes of an element and an update; updates of one element meet it in their order
 * @param number what the elements are
 * @param axes loops whose turns reach different elements, outermost first; strides of output, updates and indices
 * @param ordered loops whose turns may reach the same element, outermost first; strides of output, updates and indices
 * @param places the axes of the output that indices name; one stride, that of the output
 * @param step elements from the index of one place to that of the next
 */
public record Scatter(Meeting meeting, Number number, List<Axis> axes, List<Axis> ordered, List<Axis> places,
    Extent step) implements Call {

  /** What becomes of an element and an update. */
  public enum Meeting {
    /** The update. */
    REPLACE,
    /** Their sum. */
    ADD,
    /** Their product. */
    MULTIPLY,
    /** The greater; NaN if one of the two is. */
    MAX,
    /** The lesser; NaN if one of the two is. */
    MIN
  }

  public Scatter {
    axes = List.copyOf(axes);
    ordered = List.copyOf(ordered);
    places = List.copyOf(places);
    Axis.require(axes, 3, "a scattering");
    Axis.require(ordered, 3, "a scattering");
    Axis.require(places, 1, "a place");
  }

  public Scatter over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  public Scatter images(int... strides) {
    return over(Axis.images(strides));
  }

  public Scatter over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private Scatter over(Axis axis) {
    return new Scatter(meeting, number, Axis.append(axes, axis), ordered, places, step);
  }

  /** Adds a loop whose turns may reach the same element. */
  public Scatter inOrder(Axis axis) {
    return new Scatter(meeting, number, axes, Axis.append(ordered, axis), places, step);
  }

  /** The same call with as few loops as possible. */
  public Scatter collapsed() {
    return new Scatter(meeting, number, Axis.collapse(axes), Axis.collapse(ordered), places, step);
  }

  @Override
  public String toJava() {
    return "scatter(Meeting." + meeting + ", Number." + number + ", " + step.toJava()
        + places.stream().map(axis -> ", " + axis.toArgument()).collect(Collectors.joining()) + ")"
        + ordered.stream().map(axis -> ".inOrder(" + axis.toArgument() + ")").collect(Collectors.joining())
        + axes.stream().map(Axis::toJava).collect(Collectors.joining());
  }
}
