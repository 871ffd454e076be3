package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

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
 * Instance normalisation, Ulyanov et al. (2016): {@code y = gamma * (x - mean) / sqrt(variance + epsilon) + beta}, mean and
 * variance taken over the pixels of each channel of each image.
 *
 * @param axis    where the channels are
 * @param epsilon added to the variance, positive
 */
public record InstanceNorm(int axis, double epsilon)
    implements Op, Decomposes, TracksAxes, PreservesShift, CancelsShift {
  public static final int X = 0;
  public static final int GAMMA = 1;
  public static final int BETA = 2;

  static final OpSpec SPEC = OpSpec
      .of("instance_norm", InstanceNorm.class,
          "instance normalisation: mean 0 and variance 1 per image and channel, then scaled and shifted")
      .input("x", "[batch, ...], channels on `axis`")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "where the channels are")
      .attribute("epsilon", SettingKind.REAL, Attr.of(1e-5), "added to the variance")
      .param("gamma", Role.GAMMA, Init.ONES, "scale", ChannelParams::shape, "factor per channel")
      .param("beta", Role.BETA, Init.ZEROS, "center", ChannelParams::shape, "summand per channel")
      .build();

  public InstanceNorm {
    Epsilon.require(epsilon);
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(X);
    ChannelParams.checkPixels(x, axis);
    ChannelParams.check(context, GAMMA, x.dim(axis), SPEC);
    ChannelParams.check(context, BETA, x.dim(axis), SPEC);
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    Moments moments = Moments.of(x, Moments.Groups.perImage(x.shape(), axis, Math.max(1, x.dim(axis))));
    return List.of(Tensor.reals(x.dtype(), x.shape(), i -> moments.normalised(x, i, epsilon)
        * ChannelParams.element(evaluation, GAMMA, i, axis, 1) + ChannelParams.element(evaluation, BETA, i, axis, 0)));
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    List<Integer> pixels = IntStream.range(1, site.tensor(X).rank()).filter(i -> i != axis).boxed().toList();
    Operand normal = Moments.normalised(f, operands.get(X), pixels, epsilon);
    return List.of(ChannelParams.affine(f, normal, operands.get(GAMMA), operands.get(BETA), axis));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return OptionalInt.of(operand == X ? from : axis);
  }

  @Override
  public boolean mixes(Site site, int operand, int from) {
    return operand == X && from != 0 && from != axis;
  }

  /** A constant in beta arrives unchanged; one in the input is normalised away. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return operand == BETA;
  }

  /** The mean of each channel's pixels moves with the channel. */
  @Override
  public boolean cancelsShift(Site site, int from) {
    return from == axis;
  }
}
