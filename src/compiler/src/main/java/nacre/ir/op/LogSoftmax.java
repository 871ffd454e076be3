package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * {@code x - log(sum of exp(x))} along an axis: the logarithm of {@link Softmax}.
 *
 * @param axis the axis that is summed over
 */
public record LogSoftmax(int axis) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("log_softmax", LogSoftmax.class, "the logarithm of the softmax along an axis")
      .input("x", "any tensor of reals")
      .attribute("axis", SettingKind.AXIS, Attr.of(-1), "the axis that is summed over")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    ChannelParams.checkAxis(x, axis);
    return List.of(x);
  }

  /** The greatest element of each row is taken off first, which changes nothing but keeps exponentials finite. */
  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int extent = x.dim(axis);
    int inner = Tensor.strides(x.shape())[axis];
    double[] y = x.toReals();
    for (int row = 0; row < y.length / Math.max(extent, 1); row++) {
      int first = row / inner * inner * extent + row % inner;
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < extent; k++) {
        most = Math.max(most, y[first + k * inner]);
      }
      double sum = 0;
      for (int k = 0; k < extent; k++) {
        sum += Math.exp(y[first + k * inner] - most);
      }
      for (int k = 0; k < extent; k++) {
        y[first + k * inner] -= most + Math.log(sum);
      }
    }
    return List.of(Tensor.ofReals(x.dtype(), x.shape(), y));
  }

  /** {@code d - log(sum of exp(d))} with {@code d = x - max(x)}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    Operand x = operands.getFirst();
    Operand below = formula.minus(x, formula.of(new ReduceMax(List.of(axis), true), x));
    Operand sum = formula.of(new ReduceSum(List.of(axis), true), formula.of(new Exp(), below));
    return List.of(formula.minus(below, formula.of(new Log(), sum)));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return OptionalInt.of(from);
  }

  @Override
  public boolean mixes(Site site, int operand, int from) {
    return from == axis;
  }
}
