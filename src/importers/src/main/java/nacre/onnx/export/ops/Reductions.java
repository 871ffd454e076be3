package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;
import static nacre.onnx.export.ops.Spellings.entry;

import java.util.List;
import java.util.Map;
import nacre.ir.op.Op;
import nacre.ir.op.ReduceL1;
import nacre.ir.op.ReduceL2;
import nacre.ir.op.ReduceLogSum;
import nacre.ir.op.ReduceLogSumExp;
import nacre.ir.op.ReduceMax;
import nacre.ir.op.ReduceMean;
import nacre.ir.op.ReduceMin;
import nacre.ir.op.ReduceProd;
import nacre.ir.op.ReduceSum;
import nacre.ir.op.ReduceSumSquare;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** One element of all along some axes. */
final class Reductions {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      entry(ReduceL1.class, (op, use) -> over("ReduceL1", use, op.axes(), op.keepDims())),
      entry(ReduceL2.class, (op, use) -> over("ReduceL2", use, op.axes(), op.keepDims())),
      entry(ReduceLogSum.class, (op, use) -> over("ReduceLogSum", use, op.axes(), op.keepDims())),
      entry(ReduceLogSumExp.class, (op, use) -> over("ReduceLogSumExp", use, op.axes(), op.keepDims())),
      entry(ReduceMax.class, (op, use) -> over("ReduceMax", use, op.axes(), op.keepDims())),
      entry(ReduceMean.class, (op, use) -> over("ReduceMean", use, op.axes(), op.keepDims())),
      entry(ReduceMin.class, (op, use) -> over("ReduceMin", use, op.axes(), op.keepDims())),
      entry(ReduceProd.class, (op, use) -> over("ReduceProd", use, op.axes(), op.keepDims())),
      entry(ReduceSum.class, (op, use) -> over("ReduceSum", use, op.axes(), op.keepDims())),
      entry(ReduceSumSquare.class, (op, use) -> over("ReduceSumSquare", use, op.axes(), op.keepDims())));

  private Reductions() {}

  private static List<String> over(String operator, Use use, List<Integer> axes, boolean keep) {
    boolean exact = !axes.isEmpty() && axes.stream().sorted().toList().equals(axes);
    return use.same(operator, List.of(use.in(0), use.wholes(axes)),
        none().flag("keepdims", keep).flag("noop_with_empty_axes", axes.isEmpty()), exact);
  }
}
