package nacre.onnx.ops;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import nacre.importers.Arrangement;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.Celu;
import nacre.ir.op.Clip;
import nacre.ir.op.Elu;
import nacre.ir.op.Gelu;
import nacre.ir.op.HardSigmoid;
import nacre.ir.op.HardSwish;
import nacre.ir.op.Identity;
import nacre.ir.op.LeakyRelu;
import nacre.ir.op.Less;
import nacre.ir.op.Max;
import nacre.ir.op.Min;
import nacre.ir.op.Mish;
import nacre.ir.op.Mul;
import nacre.ir.op.Op;
import nacre.ir.op.PRelu;
import nacre.ir.op.Relu;
import nacre.ir.op.Selu;
import nacre.ir.op.Shrink;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Silu;
import nacre.ir.op.Softplus;
import nacre.ir.op.Softsign;
import nacre.ir.op.Tanh;
import nacre.ir.op.ThresholdedRelu;
import nacre.ir.op.Where;
import nacre.onnx.Call;
import nacre.onnx.Operator;

/** Functions behind layers. */
final class Activations {
  static final List<Operator> ALL = List.of(
      Operator.of("Relu", Activations::relu).inputs("X").ignores("consumed_inputs"),
      plain("Sigmoid", "X", Sigmoid::new).ignores("consumed_inputs"),
      plain("Tanh", "input", Tanh::new).ignores("consumed_inputs"),
      plain("Softplus", "X", Softplus::new),
      plain("Softsign", "input", Softsign::new),
      plain("Mish", "X", Mish::new),
      plain("HardSwish", "X", HardSwish::new),
      alpha("Elu", 1, Elu::new).ignores("consumed_inputs"),
      alpha("Celu", 1, Celu::new),
      alpha("LeakyRelu", 0.01, LeakyRelu::new).ignores("consumed_inputs"),
      alpha("ThresholdedRelu", 1, ThresholdedRelu::new),
      Operator.of("Selu", Activations::selu).inputs("X").attributes("alpha", "gamma").ignores("consumed_inputs")
          .reals(),
      Operator.of("HardSigmoid", Activations::hardSigmoid).inputs("X").attributes("alpha", "beta")
          .ignores("consumed_inputs").reals(),
      Operator.of("Gelu", Activations::gelu).inputs("X").only("approximate", "none", "tanh").reals(),
      Operator.of("Swish", Activations::swish).inputs("X").attributes("alpha").reals(),
      Operator.of("PRelu", Activations::prelu).inputs("X", "slope").ignores("consumed_inputs").reals(),
      Operator.of("Shrink", Activations::shrink).inputs("input").within("lambd", 0, Float.MAX_VALUE).attributes("bias"),
      Operator.of("Clip", Activations::clip).inputs("input").inputs(11, "input", "min", "max")
          .attributesBefore(11, "min", "max").ignores("consumed_inputs"));

  private Activations() {}

  private static Operator plain(String name, String input, Supplier<Op> op) {
    return Operator.of(name, call -> call.result(op.get(), call.operand(0))).inputs(input).reals();
  }

  private static Operator alpha(String name, double fallback, DoubleFunction<Op> op) {
    return Operator.of(name, call -> call.result(op.apply(call.real("alpha", fallback)), call.operand(0)))
        .inputs("X").attributes("alpha").reals();
  }

  private static void relu(Call call) {
    if (call.dtype(0).isReal()) {
      call.result(new Relu(), call.operand(0));
    } else {
      call.result(new Max(), call.operand(0), number(call, call.dtype(0), 0));
    }
  }

  /** {@code gamma * elu(x, alpha)}; the defaults are 32-bit numbers. */
  private static void selu(Call call) {
    boolean old = call.opset() < 6;
    double alpha = call.real("alpha", old ? 1.6732 : 1.67326319217681884765625);
    double gamma = call.real("gamma", old ? 1.0507 : 1.05070102214813232421875);
    call.result(new Selu(alpha, gamma), call.operand(0));
  }

  private static void hardSigmoid(Call call) {
    call.result(new HardSigmoid(call.real("alpha", 0.2), call.real("beta", 0.5)), call.operand(0));
  }

  private static void gelu(Call call) {
    boolean near = call.word("approximate", "none").equals("tanh");
    call.result(new Gelu(near ? Gelu.Approximate.TANH : Gelu.Approximate.NONE), call.operand(0));
  }

  private static void swish(Call call) {
    double alpha = call.real("alpha", 1);
    Operand x = call.operand(0);
    if (alpha == 1) {
      call.result(new Silu(), x);
      return;
    }
    Operand gate = call.add(new Sigmoid(), call.add(new Mul(), x, number(call, call.dtype(0), alpha)));
    call.result(new Mul(), x, gate);
  }

  /** One slope per channel is the op of that name; any other slope is said as {@code where(x < 0, slope * x, x)}. */
  private static void prelu(Call call) {
    Operand x = call.operand(0);
    TensorType type = call.type(0);
    TensorType slope = call.type(1);
    Optional<Integer> axis = slopeAxis(type, slope);
    boolean single = slope.shape().elements().is(1);
    if (single && call.contents(1).isPresent()) {
      call.result(new LeakyRelu(call.contents(1).orElseThrow().real(0)), x);
    } else if (axis.isPresent() && call.isStored(1)) {
      int extent = Math.toIntExact(slope.shape().elements().known().orElseThrow());
      call.result(new PRelu(axis.get()), x,
          call.param(1, Role.SLOPE, "slope", Arrangement.shaped(List.of(extent))));
    } else {
      Operand steep = call.operand(1);
      if (call.opset() < 7 && slope.rank() == 1 && type.rank() > 2 && !single) {
        steep = Shapes.alignedAt(call, steep, 1, type.rank());
      }
      call.result(new Where(), call.add(new Less(), x, number(call, call.dtype(0), 0)),
          call.add(new Mul(), steep, x), x);
    }
  }

  /** The only axis of x along which slopes differ. */
  private static Optional<Integer> slopeAxis(TensorType x, TensorType slope) {
    Optional<Integer> found = Optional.empty();
    for (int axis = 0; axis < slope.rank(); axis++) {
      int of = axis + x.rank() - slope.rank();
      if (!slope.dim(axis).is(1)) {
        if (found.isPresent() || of < 0 || !slope.dim(axis).provablyEquals(x.dim(of))
            || !(slope.dim(axis) instanceof Dim.Known)) {
          return Optional.empty();
        }
        found = Optional.of(of);
      }
    }
    return found;
  }

  private static void shrink(Call call) {
    call.result(new Shrink(call.real("lambd", 0.5), call.real("bias", 0)), call.operand(0));
  }

  private static void clip(Call call) {
    DType dtype = call.dtype(0);
    Operand x = call.operand(0);
    if (call.opset() < 11) {
      call.result(new Clip(call.real("min", -Float.MAX_VALUE), call.real("max", Float.MAX_VALUE)), x);
      return;
    }
    Optional<Double> low = limit(call, 1, -Float.MAX_VALUE);
    Optional<Double> high = limit(call, 2, Float.MAX_VALUE);
    if (!call.has(1) && !call.has(2)) {
      call.result(new Identity(), x);
    } else if (dtype.isReal() && low.isPresent() && high.isPresent() && low.get() <= high.get()) {
      call.ignore(1);
      call.ignore(2);
      call.result(new Clip(low.get(), high.get()), x);
    } else {
      Operand above = call.has(1) && call.has(2) ? call.add(new Max(), x, call.operand(1))
          : call.has(1) ? call.main(new Max(), x, call.operand(1)) : x;
      call.results(call.has(2) ? call.main(new Min(), above, call.operand(2)) : above);
    }
  }

  private static Optional<Double> limit(Call call, int input, double none) {
    return call.has(input) ? call.contents(input).filter(limit -> limit.elements() == 1).map(limit -> limit.real(0))
        : Optional.of(none);
  }

  /** A constant of one element. */
  static Operand number(Call call, DType dtype, double value) {
    return call.constant(dtype.isReal()
        ? Tensor.scalar(dtype, value)
        : Tensor.integers(dtype, new int[0], _ -> (long) value));
  }
}
