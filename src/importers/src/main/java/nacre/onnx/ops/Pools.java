package nacre.onnx.ops;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.op.AveragePool1d;
import nacre.ir.op.AveragePool2d;
import nacre.ir.op.AveragePool3d;
import nacre.ir.op.Cast;
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
import nacre.ir.op.ReduceL1;
import nacre.ir.op.ReduceL2;
import nacre.ir.op.ReduceMax;
import nacre.ir.op.ReduceMean;
import nacre.onnx.Call;
import nacre.onnx.Operator;

/** Pooling; channels are on axis 1. */
final class Pools {
  static final List<Operator> ALL = List.of(
      Operator.of("MaxPool", Pools::max).inputs("X").attributes(Window.ATTRIBUTES).attributes("ceil_mode")
          .ignores("storage_order").results("Y").noResult("Indices", "places of the greatest elements")
          .limit(Window.MANY_AXES, Window::hasManyAxes),
      Operator.of("AveragePool", Pools::average).inputs("X").attributes(Window.ATTRIBUTES)
          .attributes("ceil_mode", "count_include_pad").limit(Window.MANY_AXES, Window::hasManyAxes),
      Operator.of("LpPool", Pools::lp).inputs("X").attributes(Window.ATTRIBUTES).attributes("ceil_mode", "p")
          .limit(Window.MANY_AXES, Window::hasManyAxes),
      Operator.of("GlobalAveragePool",
          call -> global(call, new GlobalAveragePool1d(1, true), new GlobalAveragePool2d(1, true),
              new GlobalAveragePool3d(1, true), axes -> new ReduceMean(axes, true)))
          .inputs("X"),
      Operator.of("GlobalMaxPool", call -> global(call, new GlobalMaxPool1d(1, true), new GlobalMaxPool2d(1, true),
          new GlobalMaxPool3d(1, true), axes -> new ReduceMax(axes, true))).inputs("X"),
      Operator.of("GlobalLpPool", Pools::globalLp).inputs("X").only("p", 1, 2));

  private Pools() {}

  private static Window window(Call call) {
    return Window.of(call, call.ints("kernel_shape").orElseThrow(
        () -> new InvalidModelException("the attribute `kernel_shape` is missing")));
  }

  private static UnsupportedException axes(Call call) {
    return new UnsupportedException("it has " + (call.rank(0) - 2) + " spatial axes");
  }

  private static void max(Call call) {
    Window w = window(call);
    boolean ceil = call.flag("ceil_mode");
    Op op = switch (call.rank(0)) {
      case 3 -> new MaxPool1d(w.kernel(), w.stride(), w.padding(), w.dilation(), ceil, 1);
      case 4 -> new MaxPool2d(w.kernel(), w.stride(), w.padding(), w.dilation(), ceil, 1);
      case 5 -> new MaxPool3d(w.kernel(), w.stride(), w.padding(), w.dilation(), ceil, 1);
      default -> throw axes(call);
    };
    DType dtype = call.dtype(0);
    if (dtype.isReal()) {
      call.result(op, call.operand(0));
    } else {
      Operand pooled = call.add(op, Arithmetic.cast(call, call.operand(0), DType.F32));
      call.result(new Cast(dtype), pooled);
    }
  }

  private static void average(Call call) {
    Window w = window(call);
    boolean ceil = call.flag("ceil_mode");
    boolean padded = call.flag("count_include_pad");
    Op op = switch (call.rank(0)) {
      case 3 -> new AveragePool1d(w.kernel(), w.stride(), w.padding(), w.dilation(), ceil, 1, padded);
      case 4 -> new AveragePool2d(w.kernel(), w.stride(), w.padding(), w.dilation(), ceil, 1, padded);
      case 5 -> new AveragePool3d(w.kernel(), w.stride(), w.padding(), w.dilation(), ceil, 1, padded);
      default -> throw axes(call);
    };
    call.result(op, call.operand(0));
  }

  private static int power(Call call) {
    return call.opset() < 2 ? (int) call.real("p", 2) : call.integer("p", 2);
  }

  private static void lp(Call call) {
    Window w = window(call);
    boolean ceil = call.flag("ceil_mode");
    int p = power(call);
    Op op = switch (call.rank(0)) {
      case 3 -> new LpPool1d(w.kernel(), w.stride(), w.padding(), w.dilation(), ceil, 1, p);
      case 4 -> new LpPool2d(w.kernel(), w.stride(), w.padding(), w.dilation(), ceil, 1, p);
      case 5 -> new LpPool3d(w.kernel(), w.stride(), w.padding(), w.dilation(), ceil, 1, p);
      default -> throw axes(call);
    };
    call.result(op, call.operand(0));
  }

  private static void global(Call call, Op line, Op plane, Op volume, Function<List<Integer>, Op> any) {
    call.requireRank(0, 3, Integer.MAX_VALUE);
    call.result(switch (call.rank(0)) {
      case 3 -> line;
      case 4 -> plane;
      case 5 -> volume;
      default -> any.apply(spatial(call));
    }, call.operand(0));
  }

  private static List<Integer> spatial(Call call) {
    return IntStream.range(2, call.rank(0)).boxed().toList();
  }

  private static void globalLp(Call call) {
    boolean sum = power(call) == 1;
    call.requireRank(0, 3, Integer.MAX_VALUE);
    call.result(sum ? new ReduceL1(spatial(call), true) : new ReduceL2(spatial(call), true), call.operand(0));
  }
}
