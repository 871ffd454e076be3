package nacre.ir.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.TypeError;

/** Parts of tensors and borders around them, as nodes. */
final class Slices {
  private Slices() {}

  /** Every {@code step}-th of the indices of an axis from {@code start} on, {@code count} of them. */
  static Operand every(Formula f, Operand x, int axis, int start, int step, Dim count) {
    if (start == 0 && step == 1 && f.type(x).dim(axis).provablyEquals(count)) {
      return x;
    }
    int end = start + step * (known(count) - 1) + 1;
    return f.of(new Slice(List.of(start), List.of(end), List.of(axis), List.of(step)), x);
  }

  private static int known(Dim extent) {
    return (int) extent.known()
        .orElseThrow(() -> new TypeError("found an extent of " + extent + ", required a number to cut out a part"));
  }

  /** The indices of an axis from {@code start} up to {@code end}. */
  static Operand range(Formula f, Operand x, int axis, int start, int end) {
    return every(f, x, axis, start, 1, Dim.of(end - start));
  }

  /** One index of an axis, which is gone then. */
  static Operand at(Formula f, Operand x, int axis, int index) {
    return f.reshaped(range(f, x, axis, index, index + 1), Extents.without(f.type(x).dims(), axis));
  }

  /** Zeros before and after one axis. */
  static Operand padded(Formula f, Operand x, int axis, int before, int after) {
    return padded(f, x, List.of(axis), before, after);
  }

  /** Zeros before and after some axes. */
  static Operand padded(Formula f, Operand x, List<Integer> axes, int before, int after) {
    if (before == 0 && after == 0) {
      return x;
    }
    List<Integer> first = new ArrayList<>(Collections.nCopies(f.type(x).rank(), 0));
    List<Integer> last = new ArrayList<>(first);
    axes.forEach(axis -> {
      first.set(axis, before);
      last.set(axis, after);
    });
    return f.of(new Pad(new Padding.Explicit(first, last), 0), x);
  }
}
