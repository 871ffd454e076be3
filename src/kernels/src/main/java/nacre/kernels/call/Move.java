package nacre.kernels.call;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes elements elsewhere, in another order: transpose, concat, slice, pad and layout changes are strided copies.
 *
 * @param kind where the elements come from
 * @param axes outermost first; strides of output and input ({@link Kind#COPY}) or of the output alone
 *     ({@link Kind#FILL}); none for {@link Kind#HALO}
 * @param to elements to skip at the start of the output
 * @param from elements to skip at the start of the input
 * @param value what {@link Kind#FILL} writes; rounded to a whole number in a slot of whole numbers
 */
public record Move(Kind kind, List<Axis> axes, Extent to, Extent from, float value) implements Call {

  /** Where the elements come from. */
  public enum Kind {
    /** From another slot of the same kind of numbers. */
    COPY,
    /** All are the same value. */
    FILL,
    /** The halo of the slot is given its fill again, after another use of the memory. */
    HALO
  }

  public Move {
    axes = List.copyOf(axes);
    Axis.require(axes, kind == Kind.COPY ? 2 : 1, kind.name());
  }

  public Move over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  public Move images(int... strides) {
    return over(Axis.images(strides));
  }

  public Move over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private Move over(Axis axis) {
    return new Move(kind, Axis.append(axes, axis), to, from, value);
  }

  /** The same call with as few loops as possible. */
  public Move collapsed() {
    return new Move(kind, Axis.collapse(axes), to, from, value);
  }

  /** Skips elements at the start of the output. */
  public Move to(Extent skipped) {
    return new Move(kind, axes, skipped, from, value);
  }

  public Move to(int skipped) {
    return to(Extent.fixed(skipped));
  }

  /** Skips elements at the start of the input. */
  public Move from(Extent skipped) {
    return new Move(kind, axes, to, skipped, value);
  }

  public Move from(int skipped) {
    return from(Extent.fixed(skipped));
  }

  @Override
  public String toJava() {
    String factory = switch (kind) {
      case COPY -> "copy()";
      case FILL -> "fill(" + Epilogue.literal(value) + ")";
      case HALO -> "halo()";
    };
    return factory + axes.stream().map(Axis::toJava).collect(Collectors.joining()) + skip("to", to)
        + skip("from", from);
  }

  private static String skip(String side, Extent skipped) {
    if (skipped.equals(Extent.NONE)) {
      return "";
    }
    return "." + side + "(" + (skipped.isFixed() ? Integer.toString(skipped.fixed()) : skipped.toJava()) + ")";
  }
}
