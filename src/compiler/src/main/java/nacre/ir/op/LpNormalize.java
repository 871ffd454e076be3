package nacre.ir.op;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * {@code x / max(norm, epsilon)} with {@code norm = (sum of |x|^p)^(1/p)} along an axis.
 *
 * @param p       which norm
 * @param axis    the axis that is summed over
 * @param epsilon the least divisor, so that zeros stay zeros
 */
public record LpNormalize(int p, int axis, double epsilon) implements Op, Decomposes, TracksAxes, Sensitive {
  static final OpSpec SPEC = OpSpec
      .of("lp_normalize", LpNormalize.class, "divided by the p-norm along an axis")
      .input("x", "any tensor of reals")
      .attribute("p", SettingKind.POSITIVE, Attr.of(2), "which norm")
      .attribute("axis", SettingKind.AXIS, Attr.of(-1), "the axis that is summed over")
      .attribute("epsilon", SettingKind.REAL, Attr.of(1e-12), "the least divisor")
      .alias("l1_normalize", Map.of("p", Attr.of(1)))
      .alias("l2_normalize", Map.of("p", Attr.of(2)))
      .build();

  public LpNormalize {
    Epsilon.require(epsilon);
    if (p < 1) {
      throw TypeError.at("p", "`p`: found " + p + ", required at least 1");
    }
  }

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

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int extent = x.dim(axis);
    int inner = Tensor.strides(x.shape())[axis];
    double[] norms = new double[x.elements() / Math.max(extent, 1)];
    for (int i = 0; i < x.elements(); i++) {
      norms[row(i, extent, inner)] += Math.pow(Math.abs(x.real(i)), p);
    }
    return List.of(Tensor.reals(x.dtype(), x.shape(),
        i -> x.real(i) / Math.max(Math.pow(norms[row(i, extent, inner)], 1.0 / p), epsilon)));
  }

  private static int row(int i, int extent, int inner) {
    return i / inner / extent * inner + i % inner;
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    Operand x = operands.getFirst();
    Operand norm = Norms.root(f, f.of(new ReduceSum(List.of(axis), true), Norms.power(f, x, p)), p);
    return List.of(f.over(x, f.of(new Clip(epsilon, Double.POSITIVE_INFINITY), norm)));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return OptionalInt.of(from);
  }

  @Override
  public boolean mixes(Site site, int operand, int from) {
    return from == axis;
  }

  /** A root has no bound on its slope near 0. */
  @Override
  public Optional<Calm> calm(int operand) {
    return Optional.of(new Calm(0.25, 4));
  }
}
