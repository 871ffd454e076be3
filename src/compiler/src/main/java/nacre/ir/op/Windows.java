package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import nacre.ir.Dim;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/**
 * The geometry of a window that slides over the spatial axes of a picture: all axes but the batch (0) and {@code axis}.
 */
record Windows(List<Integer> kernel, List<Integer> stride, Padding padding, List<Integer> dilation, int axis) {
  /** Windows at the border that are looked at; those behind them differ in nothing but the last. */
  private static final long MOST_CHECKED = 1 << 16;

  Windows {
    if (kernel.stream().anyMatch(n -> n < 1) || stride.stream().anyMatch(n -> n < 1)
        || dilation.stream().anyMatch(n -> n < 1)) {
      throw new TypeError("found a window of " + kernel + " with stride " + stride + " and dilation " + dilation
          + ", required at least 1 everywhere");
    }
  }

  /** Checks that the channels of a picture are where a kernel can find them. */
  static void checkPicture(TensorType x, int axis) {
    if (!x.dtype().isReal()) {
      throw new TypeError("found " + x + ", required a picture of reals");
    }
    if (axis != 1 && axis != x.rank() - 1) {
      throw TypeError.at("axis", "`axis`: found " + axis + ", required 1 or " + (x.rank() - 1));
    }
  }

  /** The axes that the window moves along, in order. */
  List<Integer> spatialAxes(TensorType picture) {
    List<Integer> axes = new ArrayList<>();
    for (int i = 1; i < picture.rank(); i++) {
      if (i != axis) {
        axes.add(i);
      }
    }
    return axes;
  }

  /** The extents of the result, with {@code channels} on the channel axis. */
  List<Dim> result(TensorType picture, Dim channels) {
    List<Dim> dims = new ArrayList<>(picture.dims());
    dims.set(axis, channels);
    List<Integer> axes = spatialAxes(picture);
    for (int i = 0; i < axes.size(); i++) {
      dims.set(axes.get(i), windows(picture, axes.get(i), i));
    }
    return dims;
  }

  private Dim windows(TensorType picture, int at, int i) {
    Dim extent = picture.dim(at);
    if (padding instanceof Padding.Explicit explicit && extent instanceof Dim.Known(long size)) {
      long padded = size + explicit.before().get(i) + explicit.after().get(i);
      if (padded < reach(i)) {
        throw tooSmall(picture, at, i, padded);
      }
    }
    return padding.windows(i, extent, kernel.get(i), stride.get(i), dilation.get(i));
  }

  /** How many elements a window spans from its first to its last. */
  long reach(int i) {
    return (long) dilation.get(i) * (kernel.get(i) - 1) + 1;
  }

  /** An error for a picture that has no place for a single window. */
  TypeError tooSmall(TensorType picture, int at, int i, long padded) {
    boolean bare = picture.dim(at).is(padded);
    return new TypeError("found an extent of " + padded + " on axis " + at + " of " + picture
        + (bare ? "" : ", padding included") + ", required at least " + reach(i) + " for a window of " + kernel.get(i)
        + (dilation.get(i) == 1 ? "" : " dilated by " + dilation.get(i))).of("spatial-underflow");
  }

  /** Checks that no window of a pooling lies in the padding alone, where its result would be no number of the picture. */
  void checkEachSees(TensorType picture, int at, int i, Dim count) {
    boolean blind = picture.dim(at) instanceof Dim.Known(long size) && count instanceof Dim.Known(long windows)
        ? windows > 0 && (isBlind(windows - 1, i, size)
            || LongStream.range(0, Math.min(windows, MOST_CHECKED)).anyMatch(p -> isBlind(p, i, size)))
        : padding instanceof Padding.Explicit explicit
            && (explicit.before().get(i) >= reach(i) || explicit.after().get(i) >= reach(i));
    if (blind) {
      throw TypeError.at("padding",
          "`padding`: found a window of " + kernel.get(i) + " that sees only padding on axis " + at
              + " of " + picture + ", required less padding");
    }
  }

  /** Of the elements under a window, the first that is not before the picture is behind it, or there is none. */
  private boolean isBlind(long window, int i, long size) {
    long first = window * stride.get(i) - padding.before(i, size, kernel.get(i), stride.get(i), dilation.get(i));
    long tap = Math.max(0, Math.ceilDiv(-first, dilation.get(i)));
    return tap >= kernel.get(i) || first + tap * dilation.get(i) >= size;
  }

  /** Padding before each spatial axis, for known extents. */
  List<Integer> before(TensorType picture) {
    List<Integer> axes = spatialAxes(picture);
    List<Integer> before = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      before.add(padding.before(i, extent(picture, axes.get(i)), kernel.get(i), stride.get(i), dilation.get(i)));
    }
    return before;
  }

  /** Padding after each spatial axis, for known extents. */
  List<Integer> after(TensorType picture) {
    List<Integer> axes = spatialAxes(picture);
    List<Integer> after = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      after.add(padding.after(i, extent(picture, axes.get(i)), kernel.get(i), stride.get(i), dilation.get(i)));
    }
    return after;
  }

  /** True if no window ever reads beyond the border. */
  boolean staysInside() {
    return padding instanceof Padding.Explicit explicit
        && explicit.before().stream().allMatch(n -> n == 0) && explicit.after().stream().allMatch(n -> n == 0);
  }

  private long extent(TensorType picture, int at) {
    if (padding instanceof Padding.Same) {
      return picture.dim(at).known().orElseThrow(
          () -> new TypeError("padding `same` needs a known extent on axis " + at + ", found " + picture.dim(at)));
    }
    return 0;
  }
}
