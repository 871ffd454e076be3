package nacre.codegen;

import java.util.List;

import nacre.ir.op.Candidate;
import nacre.kernels.call.Call;
import nacre.kernels.call.Calls;
import nacre.kernels.call.Conv;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Init;
import nacre.kernels.call.Pool;
import nacre.kernels.call.Prologue;
import nacre.kernels.call.Window;

/** The calls whose windows slide over planes. */
final class WindowCalls {
  private WindowCalls() {}

  /** Rows and columns of a picture, whichever axis its channels are on. */
  private record Plane(int channels, int height, int width) {
    static Plane of(Arg picture, int axis) {
      List<Extent> dims = picture.dims();
      int height = 1;
      int width = 1;
      for (int i = 1; i < dims.size(); i++) {
        if (i != axis) {
          height = Math.multiplyExact(height, width);
          width = dims.get(i).fixed();
        }
      }
      return new Plane(dims.get(axis).fixed(), height, width);
    }
  }

  static Conv conv(Work work, Candidate.Convolution how) {
    Plane in = Plane.of(work.operand(0), how.axis());
    int out = work.result().dims().get(how.axis()).fixed();
    Window window = window(how.kernel(), how.stride(), how.dilation(), how.before(), how.after());
    return new Conv(window, in.channels(), out, in.height(), in.width(), how.groups(), Prologue.NONE,
        work.epilogue().init(init(work)));
  }

  /** What accumulators start from: a bias and a residual, where there are any. */
  static Init init(Work work) {
    boolean bias = work.has(2);
    if (work.residual().isPresent()) {
      return bias ? Init.BIAS_ADD : Init.ADD;
    }
    return bias ? Init.BIAS : Init.ZERO;
  }

  static Call pool(Work work, Candidate.Pooling how) {
    Plane in = Plane.of(work.operand(0), how.axis());
    Plane out = Plane.of(work.result(), how.axis());
    Window window = window(how.window(), how.stride(), how.dilation(), how.before(), how.after());
    Pool.Kind kind = switch (how.kind()) {
      case MAXIMUM -> Pool.Kind.MAX;
      case AVERAGE -> Pool.Kind.AVERAGE;
      case AVERAGE_WITH_PADDING -> Pool.Kind.AVERAGE_WITH_PADDING;
    };
    return new Pool(kind, window, in.channels(), in.height(), in.width(), out.height(), out.width());
  }

  static Call globalAverage(Work work, Candidate.GlobalAverage how) {
    Plane in = Plane.of(work.operand(0), how.axis());
    return Calls.globalAverage(in.channels(), in.height(), in.width());
  }

  private static Window window(List<Integer> kernel, List<Integer> stride, List<Integer> dilation, List<Integer> before,
      List<Integer> after) {
    return Window.of(kernel.get(0), kernel.get(1), stride.get(0), stride.get(1))
        .dilated(dilation.get(0), dilation.get(1))
        .padded(before.get(0), before.get(1), after.get(0), after.get(1));
  }
}
