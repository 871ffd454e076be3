package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * {@code exp(x) / sum of exp(x)} along an axis: positive numbers that sum to 1.
 *
 * @param axis the axis that is summed over
 */
public record Softmax(int axis) implements Op, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("softmax", Softmax.class, "exponentials over their sum along an axis")
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
        y[first + k * inner] = Math.exp(y[first + k * inner] - most);
        sum += y[first + k * inner];
      }
      for (int k = 0; k < extent; k++) {
        y[first + k * inner] /= sum;
      }
    }
    return List.of(Tensor.ofReals(x.dtype(), x.shape(), y));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Softmax(axis));
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
