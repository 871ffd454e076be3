package nacre.caffe.layers;

import java.util.List;
import java.util.OptionalLong;
import nacre.caffe.Call;
import nacre.caffe.LayerType;
import nacre.caffe.Settings;
import nacre.importers.UnsupportedException;
import nacre.ir.op.AveragePool2d;
import nacre.ir.op.GlobalAveragePool2d;
import nacre.ir.op.GlobalMaxPool2d;
import nacre.ir.op.MaxPool2d;
import nacre.ir.op.Padding;

/** Pooling. As many windows as it takes to reach the end, but none that begins behind it. */
final class Pools {
  static final List<LayerType> ALL = List.of(
      LayerType.of("Pooling", Pools::pool).tops(1, 2).quiet("pooling_param.engine"));

  private static final List<String> KINDS = List.of("MAX", "AVE", "STOCHASTIC");
  private static final List<String> ROUNDING = List.of("CEIL", "FLOOR");

  private Pools() {}

  private static void pool(Call call) {
    Settings settings = call.settings("pooling_param");
    String kind = settings.word("pool", "MAX", KINDS);
    if (kind.equals("STOCHASTIC")) {
      throw new UnsupportedException("its windows are drawn by chance");
    }
    if (call.rank(0) != 4) {
      throw call.problem("found " + call.type(0) + ", required rank 4");
    }
    boolean largest = kind.equals("MAX");
    if (largest) {
      call.spare(1);
    }
    boolean rounding = settings.word("round_mode", "CEIL", ROUNDING).equals("CEIL");
    boolean ceil = settings.flag("ceil_mode", true) && rounding;
    Windows window = new Windows(call, settings);
    if (settings.flag("global_pooling", false)) {
      settings.ignore("kernel_size", "kernel_h", "kernel_w", "stride", "stride_h", "stride_w", "pad", "pad_h", "pad_w");
      call.result(largest ? new GlobalMaxPool2d(1, true) : new GlobalAveragePool2d(1, true), call.bottom(0));
      return;
    }
    List<Integer> kernel = window.kernel();
    List<Integer> stride = window.stride();
    Padding.Explicit padding = window.padding();
    List<Integer> ones = List.of(1, 1);
    if (ceil) {
      requireWindows(call, kernel, stride, padding);
    }
    boolean cut = ceil && !even(call, kernel, stride, padding.before());
    call.result(largest ? new MaxPool2d(kernel, stride, padding, ones, cut, 1)
        : new AveragePool2d(kernel, stride, padding, ones, cut, 1, !padding.equals(Padding.none(2))), call.bottom(0));
  }

  /** Whether the last windows end where the picture does, with its padding. */
  private static boolean even(Call call, List<Integer> kernel, List<Integer> stride, List<Integer> pad) {
    for (int axis = 0; axis < 2; axis++) {
      OptionalLong extent = call.dim(0, 2 + axis).known();
      long step = stride.get(axis);
      if (step != 1) {
        if (extent.isEmpty() || step < 1) {
          return false;
        }
        long room = extent.getAsLong() + 2L * pad.get(axis) - kernel.get(axis);
        if (room < 0 || room % step != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** Without padding Caffe has windows behind the end too, and nothing to fill them with. */
  private static void requireWindows(Call call, List<Integer> kernel, List<Integer> stride, Padding padding) {
    for (int axis = 0; axis < 2; axis++) {
      OptionalLong extent = call.dim(0, 2 + axis).known();
      if (padding.equals(Padding.none(2)) && extent.isPresent() && stride.get(axis) > 0) {
        long steps = Math.ceilDiv(extent.getAsLong() - kernel.get(axis), (long) stride.get(axis));
        if (steps > 0 && steps * stride.get(axis) >= extent.getAsLong()) {
          throw new UnsupportedException("its last window lies behind the end of the picture");
        }
      }
    }
  }
}
