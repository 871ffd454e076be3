package nacre.onnx.export.ops;

import static nacre.onnx.export.ops.Spellings.of;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import nacre.ir.op.AveragePool1d;
import nacre.ir.op.AveragePool2d;
import nacre.ir.op.AveragePool3d;
import nacre.ir.op.GlobalAveragePool1d;
import nacre.ir.op.GlobalAveragePool2d;
import nacre.ir.op.GlobalAveragePool3d;
import nacre.ir.op.GlobalMaxPool1d;
import nacre.ir.op.GlobalMaxPool2d;
import nacre.ir.op.GlobalMaxPool3d;
import nacre.ir.op.LpPool1d;
import nacre.ir.op.LpPool2d;
import nacre.ir.op.LpPool3d;
import nacre.ir.op.MaxPool1d;
import nacre.ir.op.MaxPool2d;
import nacre.ir.op.MaxPool3d;
import nacre.ir.op.Op;
import nacre.ir.op.Padding;
import nacre.ir.op.ReduceMax;
import nacre.ir.op.ReduceMean;
import nacre.onnx.export.Settings;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** One element of each window. */
final class Pools {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      of(MaxPool1d.class, (op, use) -> pool("MaxPool", use, op.axis(),
          settings(op.kernel(), op.stride(), op.padding(), op.dilation(), op.ceil()))),
      of(MaxPool2d.class, (op, use) -> pool("MaxPool", use, op.axis(),
          settings(op.kernel(), op.stride(), op.padding(), op.dilation(), op.ceil()))),
      of(MaxPool3d.class, (op, use) -> pool("MaxPool", use, op.axis(),
          settings(op.kernel(), op.stride(), op.padding(), op.dilation(), op.ceil()))),
      of(AveragePool1d.class, (op, use) -> pool("AveragePool", use, op.axis(),
          settings(op.kernel(), op.stride(), op.padding(), op.dilation(), op.ceil())
              .flag("count_include_pad", op.countIncludePad()))),
      of(AveragePool2d.class, (op, use) -> pool("AveragePool", use, op.axis(),
          settings(op.kernel(), op.stride(), op.padding(), op.dilation(), op.ceil())
              .flag("count_include_pad", op.countIncludePad()))),
      of(AveragePool3d.class, (op, use) -> pool("AveragePool", use, op.axis(),
          settings(op.kernel(), op.stride(), op.padding(), op.dilation(), op.ceil())
              .flag("count_include_pad", op.countIncludePad()))),
      of(LpPool1d.class, (op, use) -> pool("LpPool", use, op.axis(),
          settings(op.kernel(), op.stride(), op.padding(), op.dilation(), op.ceil()).whole("p", op.p()))),
      of(LpPool2d.class, (op, use) -> pool("LpPool", use, op.axis(),
          settings(op.kernel(), op.stride(), op.padding(), op.dilation(), op.ceil()).whole("p", op.p()))),
      of(LpPool3d.class, (op, use) -> pool("LpPool", use, op.axis(),
          settings(op.kernel(), op.stride(), op.padding(), op.dilation(), op.ceil()).whole("p", op.p()))),
      of(GlobalAveragePool1d.class, (op, use) -> average(use, op.axis(), op.keepDims())),
      of(GlobalAveragePool2d.class, (op, use) -> average(use, op.axis(), op.keepDims())),
      of(GlobalAveragePool3d.class, (op, use) -> average(use, op.axis(), op.keepDims())),
      of(GlobalMaxPool1d.class, (op, use) -> max(use, op.axis(), op.keepDims())),
      of(GlobalMaxPool2d.class, (op, use) -> max(use, op.axis(), op.keepDims())),
      of(GlobalMaxPool3d.class, (op, use) -> max(use, op.axis(), op.keepDims())));

  private Pools() {}

  private static Settings settings(List<Integer> kernel, List<Integer> stride, Padding padding, List<Integer> dilation,
      boolean ceil) {
    return Windows.settings(stride, padding, dilation).wholes("kernel_shape", kernel).flag("ceil_mode", ceil);
  }

  private static List<String> pool(String operator, Use use, int axis, Settings settings) {
    return Windows.of(operator, use, axis, settings, use.dtype().isReal());
  }

  private static List<String> average(Use use, int axis, boolean keep) {
    return global("GlobalAveragePool", use, axis, keep, ReduceMean::new);
  }

  private static List<String> max(Use use, int axis, boolean keep) {
    return global("GlobalMaxPool", use, axis, keep, ReduceMax::new);
  }

  private static List<String> global(String operator, Use use, int axis, boolean keep,
      BiFunction<List<Integer>, Boolean, Op> reduction) {
    if (axis == 1 && keep) {
      return use.same(operator);
    }
    List<Integer> axes = IntStream.range(1, use.rank(0)).filter(i -> i != axis).boxed().toList();
    return use.sketched((sink, in) -> List.of(sink.add(reduction.apply(axes, keep), in)));
  }
}
