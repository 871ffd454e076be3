package nacre.ir.op;

import java.util.Collections;
import java.util.List;

import nacre.ir.Dim;
import nacre.ir.TypeError;

/** How far a window may reach beyond the border, per spatial axis. */
public sealed interface Padding {
  /** So many elements before and after each axis, never negative. */
  record Explicit(List<Integer> before, List<Integer> after) implements Padding {
    public Explicit {
      before = List.copyOf(before);
      after = List.copyOf(after);
      if (before.size() != after.size() || before.stream().anyMatch(n -> n < 0)
          || after.stream().anyMatch(n -> n < 0)) {
        throw new TypeError("found padding " + before + " before and " + after + " after, required numbers from 0 on");
      }
    }

    boolean isNone() {
      return before.stream().allMatch(n -> n == 0) && after.stream().allMatch(n -> n == 0);
    }
  }

  /** As much as gives {@code ceil(extent / stride)} windows; an odd element goes to the end, as in Keras. */
  record Same() implements Padding {}

  Same SAME = new Same();

  static Padding none(int axes) {
    return new Explicit(Collections.nCopies(axes, 0), Collections.nCopies(axes, 0));
  }

  /** Elements before an axis; {@code extent} must be known for {@link Same}. */
  default int before(int axis, long extent, int window, int stride, int dilation) {
    return switch (this) {
      case Explicit explicit -> explicit.before().get(axis);
      case Same _ -> (int) (sameTotal(extent, window, stride, dilation) / 2);
    };
  }

  /** Elements after an axis; {@code extent} must be known for {@link Same}. */
  default int after(int axis, long extent, int window, int stride, int dilation) {
    return switch (this) {
      case Explicit explicit -> explicit.after().get(axis);
      case Same _ -> {
        long total = sameTotal(extent, window, stride, dilation);
        yield (int) (total - total / 2);
      }
    };
  }

  /** {@code floor((extent + padding - dilation * (window - 1) - 1) / stride) + 1}, or {@code ceil(extent / stride)}. */
  default Dim windows(int axis, Dim extent, int window, int stride, int dilation) {
    return switch (this) {
      case Same _ -> extent.ceilDiv(stride);
      case Explicit explicit -> extent
          .plus(explicit.before().get(axis) + explicit.after().get(axis) - (long) dilation * (window - 1) - 1)
          .floorDiv(stride).plus(1);
    };
  }

  private static long sameTotal(long extent, int window, int stride, int dilation) {
    long windows = Math.ceilDiv(extent, stride);
    return Math.max(0, (windows - 1) * stride + (long) dilation * (window - 1) + 1 - extent);
  }
}
