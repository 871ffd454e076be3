package nacre.keras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nacre.importers.Arrangement;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Clip;
import nacre.ir.op.Greater;
import nacre.ir.op.LeakyRelu;
import nacre.ir.op.Mul;
import nacre.ir.op.PRelu;
import nacre.ir.op.Relu;
import nacre.ir.op.Sub;
import nacre.ir.op.ThresholdedRelu;
import nacre.ir.op.Where;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Kind.Masking;
import nacre.keras.Variable;

/** Rectifiers with settings or slopes of their own. */
final class Rectifiers {
  static final List<Kind> ALL = List.of(
      Kind.of("ReLU", Rectifiers::relu).takes("max_value", "negative_slope", "threshold").masks(Masking.PASSES),
      Kind.of("LeakyReLU", Rectifiers::leaky).takes("alpha", "negative_slope").masks(Masking.PASSES),
      Kind.of("PReLU", Rectifiers::parametric).takes("shared_axes").masks(Masking.PASSES),
      Kind.of("ThresholdedReLU", call -> call.main(new ThresholdedRelu(call.settings().real("theta", 1)), call.x()))
          .takes("theta").masks(Masking.PASSES));

  private static final double SLOPE = 0.3;

  private Rectifiers() {}

  private static Operand leaky(Call call) {
    return call.main(new LeakyRelu(call.settings().real("negative_slope", call.settings().real("alpha", SLOPE))),
        call.x());
  }

  /** {@code x} from the threshold to the greatest value, {@code slope * (x - threshold)} below. */
  private static Operand relu(Call call) {
    double slope = call.settings().real("negative_slope", 0);
    double threshold = call.settings().real("threshold", 0);
    double most = call.settings().real("max_value", Double.POSITIVE_INFINITY);
    Operand x = call.x();
    boolean bounded = most < Double.POSITIVE_INFINITY;
    if (threshold == 0 && slope == 0) {
      return call.main(bounded ? new Clip(0, most) : new Relu(), x);
    }
    Operand y = x;
    if (threshold == 0) {
      y = bounded ? call.add(new LeakyRelu(slope), x) : call.main(new LeakyRelu(slope), x);
    } else if (slope == 0) {
      y = bounded ? call.add(new ThresholdedRelu(threshold), x) : call.main(new ThresholdedRelu(threshold), x);
    } else {
      Operand limit = Functions.number(call, threshold);
      Operand below = call.add(new Mul(), call.add(new Sub(), x, limit), Functions.number(call, slope));
      Operand above = call.add(new Greater(), x, limit);
      y = bounded ? call.add(new Where(), above, x, below) : call.main(new Where(), above, x, below);
    }
    return bounded ? call.main(new Clip(Double.NEGATIVE_INFINITY, most), y) : y;
  }

  /** One slope per channel is the op of that name; else {@code relu(x) + slope * min(x, 0)}. */
  private static Operand parametric(Call call) {
    Operand x = call.x();
    TensorType type = call.type(x);
    List<Integer> shared = call.settings().ints("shared_axes").orElse(List.of());
    List<Integer> shape = new ArrayList<>();
    for (int axis = 1; axis < type.rank(); axis++) {
      shape.add(shared.contains(axis) ? 1 : call.known(type.dim(axis)));
    }
    Variable alpha = call.variable("alpha", shape);
    List<Integer> own = IntStream.range(1, type.rank()).filter(axis -> shape.get(axis - 1) > 1).boxed().toList();
    if (own.size() <= 1) {
      int axis = own.isEmpty() ? type.rank() - 1 : own.getFirst();
      if (call.known(type.dim(axis)) == shape.get(axis - 1)) {
        return call.main(new PRelu(axis), x,
            call.param(Role.SLOPE, "slope", alpha, Arrangement.shaped(List.of(shape.get(axis - 1)))));
      }
    }
    List<Dim> dims = shape.stream().<Dim>map(Dim::of).toList();
    Operand slope = call.param(Role.SLOPE, "slope", dims, List.of(alpha), List::getFirst);
    Operand negative = call.add(new Clip(Double.NEGATIVE_INFINITY, 0), x);
    return call.add(new Add(), call.add(new Relu(), x), call.main(new Mul(), negative, slope));
  }
}
