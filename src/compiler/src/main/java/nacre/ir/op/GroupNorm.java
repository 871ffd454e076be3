package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Role;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * Group normalisation, Wu & He (2018): {@code y = gamma * (x - mean) / sqrt(variance + epsilon) + beta}, mean and variance
 * taken over the pixels of a group of neighbouring channels of each image.
 *
 * @param groups  how many groups, all of one size
 * @param axis    where the channels are
 * @param epsilon added to the variance, positive
 */
public record GroupNorm(int groups, int axis, double epsilon)
    implements Op, Decomposes, TracksAxes, PreservesShift, CancelsShift {
  public static final int X = 0;
  public static final int GAMMA = 1;
  public static final int BETA = 2;

  static final OpSpec SPEC = OpSpec
      .of("group_norm", GroupNorm.class,
          "group normalisation: mean 0 and variance 1 per image and group of channels, then scaled and shifted")
      .input("x", "[batch, ...], channels on `axis`")
      .attribute("groups", SettingKind.POSITIVE, "sets of neighbouring channels")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "where the channels are")
      .attribute("epsilon", SettingKind.REAL, Attr.of(1e-5), "added to the variance")
      .param("gamma", Role.GAMMA, Init.ONES, "scale", ChannelParams::shape, "factor per channel")
      .param("beta", Role.BETA, Init.ZEROS, "center", ChannelParams::shape, "summand per channel")
      .build();

  public GroupNorm {
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
    if (Extents.quotient(x.dim(axis), Dim.of(groups)).isEmpty()) {
      throw TypeError.at("groups", "`groups`: found " + groups + " for " + x.dim(axis)
          + " channels, required groups that divide them").of("indivisible-groups");
    }
    ChannelParams.check(context, GAMMA, x.dim(axis), SPEC);
    ChannelParams.check(context, BETA, x.dim(axis), SPEC);
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    Moments moments = Moments.of(x, Moments.Groups.perImage(x.shape(), axis, groups));
    return List.of(Tensor.reals(x.dtype(), x.shape(), i -> moments.normalised(x, i, epsilon)
        * ChannelParams.element(evaluation, GAMMA, i, axis, 1) + ChannelParams.element(evaluation, BETA, i, axis, 0)));
  }

  /** The channels' axis is cut in two, so that each group has an index of its own. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    TensorType type = site.tensor(X);
    List<Dim> cut = new ArrayList<>(type.dims());
    cut.set(axis, Extents.quotient(type.dim(axis), Dim.of(groups)).orElseThrow());
    cut.add(axis, Dim.of(groups));
    List<Integer> members = IntStream.range(1, cut.size()).filter(i -> i != axis).boxed().toList();
    Operand normal = Moments.normalised(f, f.reshaped(operands.get(X), cut), members, epsilon);
    return List.of(
        ChannelParams.affine(f, f.reshaped(normal, type.dims()), operands.get(GAMMA), operands.get(BETA), axis));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return OptionalInt.of(operand == X ? from : axis);
  }

  @Override
  public boolean mixes(Site site, int operand, int from) {
    return operand == X && from != 0;
  }

  /** A constant in beta arrives unchanged; one in the input is normalised away or scaled. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return operand == BETA;
  }

  /** As many groups as channels are an instance norm; a mean over several channels does not move with one of them. */
  @Override
  public boolean cancelsShift(Site site, int from) {
    return from == axis && site.tensor(X).dim(axis).is(groups);
  }
}
