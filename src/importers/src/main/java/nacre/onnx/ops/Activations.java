package nacre.onnx.ops;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
import nacre.onnx.Arrangement;
import nacre.onnx.Call;
import nacre.onnx.Mapping;
import nacre.onnx.UnsupportedException;

/** Functions behind layers. */
final class Activations {
  static final Map<String, Mapping> ALL = Map.ofEntries(
      Map.entry("Relu", Activations::relu),
      Map.entry("Sigmoid", plain(Sigmoid::new)),
      Map.entry("Tanh", plain(Tanh::new)),
      Map.entry("Softplus", plain(Softplus::new)),
      Map.entry("Softsign", plain(Softsign::new)),
      Map.entry("Mish", plain(Mish::new)),
      Map.entry("HardSwish", plain(HardSwish::new)),
      Map.entry("Elu", call -> call.result(new Elu(alpha(call, 1)), real(call))),
      Map.entry("Celu", call -> call.result(new Celu(alpha(call, 1)), real(call))),
      Map.entry("LeakyRelu", call -> call.result(new LeakyRelu(alpha(call, 0.01)), real(call))),
      Map.entry("ThresholdedRelu", call -> call.result(new ThresholdedRelu(alpha(call, 1)), real(call))),
      Map.entry("Selu", Activations::selu),
      Map.entry("HardSigmoid", Activations::hardSigmoid),
      Map.entry("Gelu", Activations::gelu),
      Map.entry("Swish", Activations::swish),
      Map.entry("PRelu", Activations::prelu),
      Map.entry("Shrink", Activations::shrink),
      Map.entry("Clip", Activations::clip));

  private Activations() {}

  private static Mapping plain(Supplier<Op> op) {
    return call -> call.result(op.get(), real(call));
  }

  private static double alpha(Call call, double fallback) {
    call.ignore("consumed_inputs");
    return call.real("alpha", fallback);
  }

  /** The first input, which Nacre computes for reals only. */
  static Operand real(Call call) {
    call.ignore("consumed_inputs");
    if (!call.dtype(0).isReal()) {
      throw new UnsupportedException("it is computed for reals only, found " + call.type(0));
    }
    return call.operand(0);
  }

  private static void relu(Call call) {
    call.ignore("consumed_inputs");
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
    call.result(new Selu(alpha, gamma), real(call));
  }

  private static void hardSigmoid(Call call) {
    call.result(new HardSigmoid(call.real("alpha", 0.2), call.real("beta", 0.5)), real(call));
  }

  private static void gelu(Call call) {
    String approximate = call.word("approximate", "none");
    call.result(new Gelu(switch (approximate) {
      case "none" -> Gelu.Approximate.NONE;
      case "tanh" -> Gelu.Approximate.TANH;
      default -> throw new UnsupportedException("`approximate` is `" + approximate + "`");
    }), real(call));
  }

  private static void swish(Call call) {
    double alpha = call.real("alpha", 1);
    Operand x = real(call);
    if (alpha == 1) {
      call.result(new Silu(), x);
      return;
    }
    Operand gate = call.add(new Sigmoid(), call.add(new Mul(), x, number(call, call.dtype(0), alpha)));
    call.result(new Mul(), x, gate);
  }

  /** One slope per channel is the op of that name; any other slope is said as {@code where(x < 0, slope * x, x)}. */
  private static void prelu(Call call) {
    Operand x = real(call);
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
    double limit = call.real("lambd", 0.5);
    double bias = call.real("bias", 0);
    if (limit < 0) {
      throw new UnsupportedException("`lambd` is " + limit);
    }
    call.result(new Shrink(limit, bias), call.operand(0));
  }

  private static void clip(Call call) {
    call.ignore("consumed_inputs");
    DType dtype = call.dtype(0);
    Operand x = call.operand(0);
    if (call.opset() < 11) {
      call.result(new Clip(call.real("min", -Float.MAX_VALUE), call.real("max", Float.MAX_VALUE)), real(call));
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
