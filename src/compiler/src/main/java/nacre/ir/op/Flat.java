package nacre.ir.op;

import java.util.List;

import nacre.ir.Dim;
import nacre.ir.Operand;

/** A sequence [batch, channels, length] seen as a picture of height 1. */
final class Flat {
  private Flat() {}

  /** The same elements with a height of 1 before the length. */
  static Operand picture(Formula f, Operand x, int axis) {
    return f.reshaped(x, Extents.inserted(f.type(x).dims(), axis == 1 ? 2 : 1, Dim.ONE));
  }

  /** Where the channels of the picture are. */
  static int channels(int axis) {
    return axis == 1 ? 1 : 3;
  }

  /** A setting of the length, and 1 for the height. */
  static List<Integer> behindOne(List<Integer> length) {
    return List.of(1, length.getFirst());
  }

  /** Padding of the length alone. */
  static Padding padding(Padding of) {
    return switch (of) {
      case Padding.Same same -> same;
      case Padding.Explicit(List<Integer> before, List<Integer> after) ->
          new Padding.Explicit(List.of(0, before.getFirst()), List.of(0, after.getFirst()));
    };
  }
}
