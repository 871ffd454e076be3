package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/** What the pooling ops share: a window over height and width, each channel for itself. */
record Pooling2d(List<Integer> kernel, List<Integer> stride, Padding padding, List<Integer> dilation, boolean ceil,
    int axis) {
  /** Turns the elements of a window that the picture has into one number. */
  interface Reduction {
    /**
     * @param elements the elements, in row-major order; only the first {@code count} are of this window
     * @param padded   how many positions of the window lie in the picture or its padding
     */
    double of(double[] elements, int count, int padded);
  }

  /** The settings that all pooling ops have. */
  static OpSpec.Builder settings(OpSpec.Builder spec) {
    return spec.input("x", "picture, rank 4")
        .attribute("kernel", new SettingKind.Ints(2, 1), "height and width of the window")
        .attributeLike("stride", new SettingKind.Ints(2, 1), "kernel", "step of the window")
        .attribute("padding", new SettingKind.Pads(2), Attr.of(0), "border around the picture")
        .attribute("dilation", new SettingKind.Ints(2, 1), Attr.of(1), "distance of the window's elements")
        .attribute("ceil", SettingKind.BOOL, Attr.of(false), "whether a last window that the border cuts counts too")
        .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "where the channels are");
  }

  List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0, 4, "a picture [batch, channels, height, width]");
    Windows.checkPicture(x, axis);
    List<Dim> dims = new ArrayList<>(ceil && padding instanceof Padding.Explicit explicit
        ? cutWindows(x, explicit)
        : windows().result(x, x.dim(axis)));
    List<Integer> axes = windows().spatialAxes(x);
    for (int i = 0; i < axes.size(); i++) {
      windows().checkEachSees(x, axes.get(i), i, dims.get(axes.get(i)));
    }
    return List.of(x.withDims(dims));
  }

  private List<Dim> cutWindows(TensorType x, Padding.Explicit explicit) {
    List<Dim> dims = new ArrayList<>(x.dims());
    List<Integer> axes = windows().spatialAxes(x);
    for (int i = 0; i < axes.size(); i++) {
      dims.set(axes.get(i), cutWindows(x, axes.get(i), i, explicit));
    }
    return dims;
  }

  /** True if no window reads beyond the picture's border, but a last one that the border cuts. */
  boolean staysInside() {
    return windows().staysInside();
  }

  private Windows windows() {
    return new Windows(kernel, stride, padding, dilation, axis);
  }

  /**
   * As many windows as it takes to reach the end, without a last one that would start in the padding after the picture:
   * {@code ceil((extent + padding - reach) / stride) + 1}, as PyTorch counts.
   */
  private Dim cutWindows(TensorType x, int at, int i, Padding.Explicit explicit) {
    int before = explicit.before().get(i);
    int after = explicit.after().get(i);
    long reach = windows().reach(i);
    if (x.dim(at) instanceof Dim.Known(long size)) {
      long count = Math.ceilDiv(size + before + after - reach, stride.get(i)) + 1;
      count -= (count - 1) * stride.get(i) >= size + before ? 1 : 0;
      if (count < 1) {
        throw windows().tooSmall(x, at, i, size + before + after);
      }
      return Dim.of(count);
    }
    boolean neverStartsInPadding = after + stride.get(i) - 1 < reach;
    return neverStartsInPadding
        ? x.dim(at).plus(before + after - reach).ceilDiv(stride.get(i)).plus(1)
        : Dim.UNKNOWN;
  }

  Candidate candidate(Site site, Candidate.Pooling.Kind kind) {
    TensorType x = site.tensor(0);
    List<Integer> before = windows().before(x);
    List<Integer> after = windows().after(x);
    return new Candidate.Pooling(kind, axis, kernel, stride, before, after, dilation);
  }

  Tensor evaluate(Evaluation evaluation, Reduction reduction) {
    Tensor x = evaluation.tensor(0);
    int[] shape = evaluation.resultShape(0);
    int[] strides = Tensor.strides(x.shape());
    List<Integer> axes = windows().spatialAxes(evaluation.site().tensor(0));
    List<Integer> before = windows().before(evaluation.site().tensor(0));
    List<Integer> after = windows().after(evaluation.site().tensor(0));
    double[] buffer = new double[kernel.get(0) * kernel.get(1)];
    return Tensor.reals(x.dtype(), shape, i -> {
      int[] at = index(i, shape);
      int base = at[0] * strides[0] + at[axis] * strides[axis];
      int count = 0;
      int padded = 0;
      for (int k = 0; k < buffer.length; k++) {
        int row = at[axes.get(0)] * stride.get(0) + k / kernel.get(1) * dilation.get(0) - before.get(0);
        int column = at[axes.get(1)] * stride.get(1) + k % kernel.get(1) * dilation.get(1) - before.get(1);
        int height = x.dim(axes.get(0));
        int width = x.dim(axes.get(1));
        if (row < height + after.get(0) && column < width + after.get(1)) {
          padded++;
        }
        if (row >= 0 && row < height && column >= 0 && column < width) {
          buffer[count++] = x.real(base + row * strides[axes.get(0)] + column * strides[axes.get(1)]);
        }
      }
      return reduction.of(buffer, count, padded);
    });
  }

  private static int[] index(int flat, int[] shape) {
    int[] index = new int[shape.length];
    int rest = flat;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return index;
  }
}
