package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/** What the pooling ops share: a window over one axis to three, each channel for itself. */
record Pooling(Space space, List<Integer> kernel, List<Integer> stride, Padding padding, List<Integer> dilation,
    boolean ceil,
    int axis) {
  private static final String CUT = "for windows that are cut";

  /** Turns the elements of a window that the picture has into one number. */
  interface Reduction {
    /**
     * @param elements the elements, in row-major order; only the first {@code count} are of this window
     * @param padded   how many positions of the window lie in the picture or its padding
     */
    double of(double[] elements, int count, int padded);
  }

  /** The settings that all pooling ops have. */
  static OpSpec.Builder settings(OpSpec.Builder spec, Space space) {
    SettingKind positive = new SettingKind.Ints(space.axes(), 1);
    return spec.input("x", space.subject() + ", rank " + space.rank())
        .attribute("kernel", positive, space.words() + " of the window")
        .attributeLike("stride", positive, "kernel", "step of the window")
        .attribute("padding", new SettingKind.Pads(space.axes()), Attr.of(0), "border around the " + space.subject())
        .attribute("dilation", positive, Attr.of(1), "distance of the window's elements")
        .attribute("ceil", SettingKind.BOOL, Attr.of(false), "whether a last window that the border cuts counts too")
        .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "where the channels are");
  }

  List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0, space.rank(), space.required());
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

  /** The same windows, a last one that the border cuts made whole by more padding; extents must be known then. */
  Pooling withoutCutWindows(Site site) {
    TensorType x = site.tensor(0);
    if (!ceil || !(padding instanceof Padding.Explicit(List<Integer> before, List<Integer> _))) {
      return new Pooling(space, kernel, stride, padding, dilation, false, axis);
    }
    List<Integer> after = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      int at = space.slidingAxes(axis).get(i);
      long windows = Extents.known(site.result(0), at, CUT);
      after.add((int) Math.max(0,
          (windows - 1) * stride.get(i) + windows().reach(i) - Extents.known(x, at, CUT) - before.get(i)));
    }
    return new Pooling(space, kernel, stride, new Padding.Explicit(before, after), dilation, false, axis);
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

  /** Where a channel stays what it is: the batch and the channels, not the axes that windows slide over. */
  OptionalInt resultAxis(int from) {
    return from == 0 || from == axis ? OptionalInt.of(from) : OptionalInt.empty();
  }

  Candidate candidate(Site site, Candidate.Pooling.Kind kind) {
    TensorType x = site.tensor(0);
    List<Integer> before = windows().before(x);
    List<Integer> after = windows().after(x);
    return new Candidate.Pooling(kind, axis, kernel, stride, before, after, dilation);
  }

  Tensor evaluate(Evaluation evaluation, Reduction reduction) {
    Tensor x = evaluation.tensor(0);
    TensorType type = evaluation.site().tensor(0);
    int[] shape = evaluation.resultShape(0);
    Grid from = new Grid(x.shape(), axis);
    Grid to = new Grid(shape, axis);
    Spot spot = new Spot(this, type, from);
    return Tensor.reals(x.dtype(), shape, i -> {
      spot.visit(x, from.plane(to.imageOf(i), to.channelOf(i)), to.positionOf(i));
      return reduction.of(spot.elements, spot.count, spot.padded);
    });
  }

  /** One window over a picture. */
  private static final class Spot {
    private final Grid from;
    private final int[] window;
    private final int[] stride;
    private final int[] dilation;
    private final int[] before;
    private final int[] after;
    private final double[] elements;
    private int count;
    private int padded;

    Spot(Pooling pooling, TensorType type, Grid from) {
      this.from = from;
      window = Grid.padded(pooling.kernel, 1);
      stride = Grid.padded(pooling.stride, 1);
      dilation = Grid.padded(pooling.dilation, 1);
      before = Grid.padded(pooling.windows().before(type), 0);
      after = Grid.padded(pooling.windows().after(type), 0);
      elements = new double[window[0] * window[1] * window[2]];
    }

    void visit(Tensor x, int plane, int[] at) {
      count = 0;
      padded = 0;
      for (int tap = 0; tap < elements.length; tap++) {
        int[] in = Grid.position(tap, window[1], window[2]);
        boolean inside = true;
        boolean inPadding = true;
        int place = plane;
        for (int axis = 0; axis < Grid.AXES; axis++) {
          int k = at[axis] * stride[axis] + in[axis] * dilation[axis] - before[axis];
          inside &= k >= 0 && k < from.extent(axis);
          inPadding &= k < from.extent(axis) + after[axis];
          place += k * from.step(axis);
        }
        padded += inPadding ? 1 : 0;
        if (inside) {
          elements[count++] = x.real(place);
        }
      }
    }
  }
}
