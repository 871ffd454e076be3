package nacre.kernels.call;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One loop of a strided call: how often it turns, and how far each operand moves per turn, in elements.
 *
 * <p>The first stride is always the output's; those of the inputs follow in operand order. A stride of 0 repeats an
 * operand along the loop, which is how broadcasting is written.
 *
 * @param extent the number of turns
 * @param strides one per operand, output first
 */
public record Axis(Extent extent, List<Extent> strides) {

  public Axis {
    strides = List.copyOf(strides);
    if (extent.fixed() < 0 || extent.perImage() < 0) {
      throw new IllegalArgumentException(
          "the turns of a loop are not negative, found " + extent.fixed() + " + " + extent.perImage() + " * n");
    }
  }

  /** A loop of fixed length and fixed strides. */
  public static Axis of(int extent, int... strides) {
    return new Axis(Extent.fixed(extent), fixed(strides));
  }

  /** The loop over the images of a call. */
  public static Axis images(int... strides) {
    return new Axis(Extent.IMAGES, fixed(strides));
  }

  /** A loop of any length and any strides. */
  public static Axis of(Extent extent, Extent... strides) {
    return new Axis(extent, List.of(strides));
  }

  private static List<Extent> fixed(int... strides) {
    var extents = new ArrayList<Extent>(strides.length);
    for (int stride : strides) {
      extents.add(Extent.fixed(stride));
    }
    return extents;
  }

  /** How far {@code operand} (0 is the output) moves per turn when {@code images} images run. */
  public int stride(int operand, int images) {
    return strides.get(operand).at(images);
  }

  /**
   * The same loops with as few axes as possible: loops that turn once vanish, and two neighbours become one when each
   * operand's outer stride is its inner stride times the inner extent. The element order stays.
   *
   * @param axes outermost first
   * @return outermost first; never empty, since one loop that turns once stands for a single element
   */
  public static List<Axis> collapse(List<Axis> axes) {
    var collapsed = new ArrayList<Axis>();
    for (Axis inner : axes) {
      if (inner.extent.equals(Extent.fixed(1))) {
        continue;
      }
      int last = collapsed.size() - 1;
      if (last >= 0 && collapsed.get(last).continuesInto(inner)) {
        Axis outer = collapsed.remove(last);
        collapsed.add(new Axis(outer.extent.times(inner.extent.fixed()), inner.strides));
      } else {
        collapsed.add(inner);
      }
    }
    if (collapsed.isEmpty() && !axes.isEmpty()) {
      collapsed.add(axes.getLast());
    }
    return List.copyOf(collapsed);
  }

  private boolean continuesInto(Axis inner) {
    if (!inner.extent.isFixed()) {
      return false;
    }
    for (int operand = 0; operand < strides.size(); operand++) {
      if (!strides.get(operand).equals(inner.strides.get(operand).times(inner.extent.fixed()))) {
        return false;
      }
    }
    return true;
  }

  /** The arguments that rebuild this axis, as a fluent call's: {@code .over(3, 9, 1)}, {@code .images(27, 27)}. */
  String toJava() {
    boolean plain = strides.stream().allMatch(Extent::isFixed);
    if (plain && extent.equals(Extent.IMAGES)) {
      return ".images(" + plainStrides() + ")";
    }
    if (plain && extent.isFixed()) {
      return ".over(" + extent.fixed() + ", " + plainStrides() + ")";
    }
    return ".over(" + extent.toJava() + strides.stream().map(s -> ", " + s.toJava()).collect(Collectors.joining())
        + ")";
  }

  private String plainStrides() {
    return strides.stream().map(s -> Integer.toString(s.fixed())).collect(Collectors.joining(", "));
  }

  /** The expression that rebuilds this axis where a call takes one as an argument. */
  String toArgument() {
    String fluent = toJava();
    return fluent.startsWith(".images") ? "Axis" + fluent : "Axis.of" + fluent.substring(".over".length());
  }

  /** {@code axes} followed by one more. */
  static List<Axis> append(List<Axis> axes, Axis axis) {
    var longer = new ArrayList<>(axes);
    longer.add(axis);
    return longer;
  }

  /** Checks that every axis has a stride for each of {@code operands}. */
  static void require(List<Axis> axes, int operands, String what) {
    for (Axis axis : axes) {
      if (axis.strides.size() != operands) {
        throw new IllegalArgumentException(
            what + " needs " + operands + " strides per axis, found " + axis.strides.size() + " in " + axis);
      }
    }
  }
}
