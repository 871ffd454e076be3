package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * Root mean square normalisation, Zhang & Sennrich (2019): {@code y = gamma * x / sqrt(mean(x^2) + epsilon)}, the mean
 * taken over the last axes for each index of the others.
 *
 * @param axis    the first of the axes that are normalised; all from there on are
 * @param epsilon added to the mean of squares, positive
 */
public record RmsNorm(int axis, double epsilon) implements Op, Decomposes, TracksAxes {
  public static final int X = 0;
  public static final int GAMMA = 1;

  static final OpSpec SPEC = OpSpec
      .of("rms_norm", RmsNorm.class, "root mean square normalisation: mean of squares 1 over the last axes")
      .input("x", "[..., features]")
      .attribute("axis", SettingKind.AXIS, Attr.of(-1), "the first of the axes that are normalised, up to the last")
      .attribute("epsilon", SettingKind.REAL, Attr.of(1e-5), "added to the mean of squares")
      .param("gamma", Role.GAMMA, Init.ONES, "scale", TrailingAxes::shape, "factor per feature")
      .build();

  public RmsNorm {
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
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    Moments moments = Moments.aboutZero(x, TrailingAxes.rows(x, axis));
    return List.of(Tensor.reals(x.dtype(), x.shape(),
        i -> moments.normalised(x, i, epsilon) * TrailingAxes.element(evaluation, GAMMA, i, 1)));
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    Operand unit = Moments.scaledToUnit(f, operands.get(X), TrailingAxes.of(site.tensor(X), axis), epsilon);
    return List.of(TrailingAxes.affine(f, unit, operands.get(GAMMA), Operand.ABSENT));
  }

  /** Axes stay; those of gamma are the last ones. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return OptionalInt.of(operand == X ? from : axis + from);
  }

  @Override
  public boolean mixes(Site site, int operand, int from) {
    return operand == X && from >= axis;
  }
}
