package nacre.onnx.ops;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.op.Cast;
import nacre.ir.op.CumSum;
import nacre.ir.op.Identity;
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
import nacre.onnx.Call;
import nacre.onnx.Mapping;
import nacre.onnx.Operator;
import nacre.onnx.Required;

/** One element of all along some axes. */
final class Reductions {
  static final List<Operator> ALL = List.of(
      over("ReduceL1", ReduceL1::new, 18),
      over("ReduceL2", ReduceL2::new, 18),
      over("ReduceLogSum", ReduceLogSum::new, 18),
      over("ReduceLogSumExp", ReduceLogSumExp::new, 18),
      over("ReduceMax", ReduceMax::new, 18),
      over("ReduceMean", ReduceMean::new, 18),
      over("ReduceMin", ReduceMin::new, 18),
      over("ReduceProd", ReduceProd::new, 18),
      over("ReduceSum", ReduceSum::new, 13),
      over("ReduceSumSquare", ReduceSumSquare::new, 18),
      Operator.of("CumSum", Reductions::cumulative).inputs("x", "axis!").attributes("exclusive", "reverse"));

  private Reductions() {}

  /** @param version the one from which on an input says the axes */
  private static Operator over(String name, BiFunction<List<Integer>, Boolean, Op> op, int version) {
    return Operator.of(name, mapping(op, version)).inputs("data").inputs(version, "data", "axes!")
        .attributes("keepdims", "noop_with_empty_axes").attributesBefore(version, "axes");
  }

  private static Mapping mapping(BiFunction<List<Integer>, Boolean, Op> op, int version) {
    return call -> {
      int rank = call.rank(0);
      boolean keep = call.integer("keepdims", 1) != 0;
      Optional<List<Integer>> said = Shapes.axes(call, version, rank);
      boolean nothing = call.flag("noop_with_empty_axes");
      List<Integer> all = IntStream.range(0, rank).boxed().toList();
      List<Integer> axes = said.filter(some -> !some.isEmpty()).orElse(nothing ? List.of() : all);
      if (axes.isEmpty() && nothing) {
        throwIfNotPlain(call);
      }
      DType dtype = call.dtype(0);
      boolean truth = dtype == DType.BOOL;
      Operand x = truth ? call.add(new Cast(DType.I32), call.operand(0)) : call.operand(0);
      Op reduction =
          axes.isEmpty() && rank == 0 ? new Identity() : axes.isEmpty() ? new Identity() : op.apply(axes, keep);
      if (truth) {
        call.result(new Cast(dtype), call.add(reduction, x));
      } else {
        call.result(reduction, x);
      }
    };
  }

  /** Without axes a sum of squares still squares, and so on. */
  private static void throwIfNotPlain(Call call) {
    switch (call.operator()) {
      case "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSum" -> {}
      default -> throw new UnsupportedException("it reduces no axis");
    }
  }

  private static void cumulative(Call call) {
    int axis = call.axis(Call.clamped(Required.whole(call, 1, "the axis")), call.rank(0));
    call.result(new CumSum(axis, call.flag("exclusive"), call.flag("reverse")), call.operand(0));
  }
}
