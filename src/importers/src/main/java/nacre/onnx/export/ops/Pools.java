package nacre.onnx.export.ops;

import static nacre.onnx.export.ops.Spellings.entry;

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
import nacre.ir.op.ReduceMax;
import nacre.ir.op.ReduceMean;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;
import nacre.onnx.export.ops.PoolSpelling.Kind;

/** One element of each window. */
final class Pools {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      entry(MaxPool1d.class, (op, use) -> new PoolSpelling(use, Kind.MAX, op.kernel(), op.stride(), op.padding(),
          op.dilation(), op.ceil(), op.axis()).spelled()),
      entry(MaxPool2d.class, (op, use) -> new PoolSpelling(use, Kind.MAX, op.kernel(), op.stride(), op.padding(),
          op.dilation(), op.ceil(), op.axis()).spelled()),
      entry(MaxPool3d.class, (op, use) -> new PoolSpelling(use, Kind.MAX, op.kernel(), op.stride(), op.padding(),
          op.dilation(), op.ceil(), op.axis()).spelled()),
      entry(AveragePool1d.class,
          (op, use) -> new PoolSpelling(use, average(op.countIncludePad()), op.kernel(), op.stride(), op.padding(),
              op.dilation(), op.ceil(), op.axis()).spelled()),
      entry(AveragePool2d.class,
          (op, use) -> new PoolSpelling(use, average(op.countIncludePad()), op.kernel(), op.stride(), op.padding(),
              op.dilation(), op.ceil(), op.axis()).spelled()),
      entry(AveragePool3d.class,
          (op, use) -> new PoolSpelling(use, average(op.countIncludePad()), op.kernel(), op.stride(), op.padding(),
              op.dilation(), op.ceil(), op.axis()).spelled()),
      entry(LpPool1d.class,
          (op, use) -> new PoolSpelling(use, Kind.powers(op.p()), op.kernel(), op.stride(), op.padding(),
              op.dilation(), op.ceil(), op.axis()).spelled()),
      entry(LpPool2d.class,
          (op, use) -> new PoolSpelling(use, Kind.powers(op.p()), op.kernel(), op.stride(), op.padding(),
              op.dilation(), op.ceil(), op.axis()).spelled()),
      entry(LpPool3d.class,
          (op, use) -> new PoolSpelling(use, Kind.powers(op.p()), op.kernel(), op.stride(), op.padding(),
              op.dilation(), op.ceil(), op.axis()).spelled()),
      entry(GlobalAveragePool1d.class, (op, use) -> average(use, op.axis(), op.keepDims())),
      entry(GlobalAveragePool2d.class, (op, use) -> average(use, op.axis(), op.keepDims())),
      entry(GlobalAveragePool3d.class, (op, use) -> average(use, op.axis(), op.keepDims())),
      entry(GlobalMaxPool1d.class, (op, use) -> max(use, op.axis(), op.keepDims())),
      entry(GlobalMaxPool2d.class, (op, use) -> max(use, op.axis(), op.keepDims())),
      entry(GlobalMaxPool3d.class, (op, use) -> max(use, op.axis(), op.keepDims())));

  private Pools() {}

  private static Kind average(boolean countsBorder) {
    return countsBorder ? Kind.AVERAGE_WITH_BORDER : Kind.AVERAGE;
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
