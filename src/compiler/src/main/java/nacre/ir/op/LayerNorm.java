package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Role;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * Layer normalisation, Ba et al. (2016): {@code y = gamma * (x - mean) / sqrt(variance + epsilon) + beta}, mean and
 * variance taken over the last axes for each index of the others.
 *
 * @param axis    the first of the axes that are normalised; all from there on are
 * @param epsilon added to the variance, positive
 */
public record LayerNorm(int axis, double epsilon) implements Op, Decomposes, TracksAxes, PreservesShift {
  public static final int X = 0;
  public static final int GAMMA = 1;
  public static final int BETA = 2;

  static final OpSpec SPEC = OpSpec
      .of("layer_norm", LayerNorm.class, "layer normalisation: mean 0 and variance 1 over the last axes")
      .input("x", "[..., features]")
      .attribute("axis", SettingKind.AXIS, Attr.of(-1), "the first of the axes that are normalised, up to the last")
      .attribute("epsilon", SettingKind.REAL, Attr.of(1e-5), "added to the variance")
      .param("gamma", Role.GAMMA, Init.ONES, "scale", TrailingAxes::shape, "factor per feature")
      .param("beta", Role.BETA, Init.ZEROS, "center", TrailingAxes::shape, "summand per feature")
      .build();

  public LayerNorm {
    Epsilon.require(epsilon);
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(X);
    ChannelParams.checkAxis(x, axis);
    TrailingAxes.check(context, GAMMA, axis, SPEC);
    TrailingAxes.check(context, BETA, axis, SPEC);
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    Moments moments = Moments.of(x, TrailingAxes.rows(x, axis));
    return List.of(Tensor.reals(x.dtype(), x.shape(), i -> moments.normalised(x, i, epsilon)
        * TrailingAxes.element(evaluation, GAMMA, i, 1) + TrailingAxes.element(evaluation, BETA, i, 0)));
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    Operand normal = Moments.normalised(f, operands.get(X), TrailingAxes.of(site.tensor(X), axis), epsilon);
    return List.of(TrailingAxes.affine(f, normal, operands.get(GAMMA), operands.get(BETA)));
  }

  /** Axes stay; those of gamma and beta are the last ones. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return OptionalInt.of(operand == X ? from : axis + from);
  }

  @Override
  public boolean mixes(Site site, int operand, int from) {
    return operand == X && from >= axis;
  }

  /** A constant in beta arrives unchanged; one in the input is normalised away or scaled. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return operand == BETA;
  }
}
