package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Role;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * {@code x} where it is not negative, {@code slope * x} elsewhere, with one trained slope per index of an axis; He et al.
 * (2015).
 *
 * @param axis the axis with its own slopes
 */
public record PRelu(int axis) implements Op, TracksAxes {
  public static final int X = 0;
  public static final int SLOPE = 1;

  static final OpSpec SPEC =
      OpSpec.of("prelu", PRelu.class, "`x` where `x >= 0`, else `slope * x`, one slope per channel")
          .input("x", "any tensor of reals")
          .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "the axis with its own slopes")
          .param("slope", Role.SLOPE, new Init.Constant(0.25), PRelu::channels,
              "slope of the negative side per channel")
          .build();

  private static List<Dim> channels(Settings settings) {
    return List.of(settings.input(0).dim(settings.integer("axis")));
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(X);
    ChannelParams.checkAxis(x, axis);
    if (!context.has(SLOPE)) {
      throw new TypeError("found no `slope`, required [" + x.dim(axis) + "]");
    }
    ChannelParams.check(context, SLOPE, x.dim(axis), SPEC);
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    Tensor slope = evaluation.tensor(SLOPE);
    int inner = Tensor.strides(x.shape())[axis];
    int channels = x.dim(axis);
    return List.of(Tensor.reals(x.dtype(), x.shape(),
        i -> x.real(i) >= 0 ? x.real(i) : slope.real(i / inner % channels) * x.real(i)));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.ParametricRelu(axis));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return OptionalInt.of(operand == X ? from : axis);
  }
}
