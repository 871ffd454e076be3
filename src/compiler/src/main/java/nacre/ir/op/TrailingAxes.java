package nacre.ir.op;

import java.util.List;
import java.util.stream.IntStream;

import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Shape;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/** What ops share that work on a tensor's axes from {@code axis} on, with parameters of exactly these extents. */
final class TrailingAxes {
  private TrailingAxes() {}

  static List<Integer> of(TensorType x, int axis) {
    return IntStream.range(axis, x.rank()).boxed().toList();
  }

  static List<Dim> shape(Settings settings) {
    TensorType x = settings.input(0);
    return x.dims().subList(settings.integer("axis"), x.rank());
  }

  /** Checks that a parameter, if present, has the extents of the axes. */
  static void check(InferContext context, int operand, int axis, OpSpec spec) {
    if (!context.has(operand)) {
      return;
    }
    TensorType x = context.tensor(0);
    TensorType type = context.tensor(operand);
    List<Dim> required = x.dims().subList(axis, x.rank());
    boolean fits = type.rank() == required.size() && type.dtype().isReal()
        && IntStream.range(0, required.size()).allMatch(i -> type.dim(i).provablyEquals(required.get(i)));
    if (!fits) {
      String name = spec.params().get(operand - spec.firstParam()).name();
      throw TypeError.at(name, "`" + name + "`: found " + type + ", required reals " + Shape.of(required)
          + ", one per element of the axes from " + axis + " on");
    }
  }

  /** One group for each index of the axes before. */
  static Moments.Groups rows(Tensor x, int axis) {
    int count = 1;
    for (int i = 0; i < axis; i++) {
      count *= x.dim(i);
    }
    return Moments.Groups.runs(count, x.elements());
  }

  /** {@code x * gamma + beta}, absent ones being 1 and 0. */
  static Operand affine(Formula f, Operand x, Operand gamma, Operand beta) {
    Operand scaled = gamma instanceof Operand.Absent ? x : f.times(x, gamma);
    return beta instanceof Operand.Absent ? scaled : f.plus(scaled, beta);
  }

  /** The parameter's element that belongs to element {@code i} of the first operand. */
  static double element(Evaluation evaluation, int operand, int i, double absent) {
    if (!evaluation.has(operand)) {
      return absent;
    }
    Tensor param = evaluation.tensor(operand);
    return param.real(i % param.elements());
  }
}
