package nacre.ir.op;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Role;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * {@code y = x * scale + shift} with one scale and one shift per index of an axis: what Caffe calls Scale, and what a
 * batch norm is once its statistics are fixed.
 *
 * @param axis the axis with its own scales
 */
public record ScaleShift(int axis) implements Op, TracksAxes, AbsorbsOutputAffine, PreservesShift {
  public static final int X = 0;
  public static final int SCALE = 1;
  public static final int SHIFT = 2;

  static final OpSpec SPEC = OpSpec
      .of("scale_shift", ScaleShift.class, "`x * scale + shift`, one scale and one shift per channel")
      .input("x", "any tensor of reals")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "the axis with its own scales")
      .param("scale", Role.GAMMA, Init.ONES, "scale", ScaleShift::channels, "factor per channel")
      .param("shift", Role.BETA, Init.ZEROS, "shift", ScaleShift::channels, "summand per channel")
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
    for (int param = SCALE; param <= SHIFT; param++) {
      ChannelParams.check(context, param, x.dim(axis), SPEC);
    }
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    int inner = Tensor.strides(x.shape())[axis];
    int channels = x.dim(axis);
    double[] scale = perChannel(evaluation, SCALE, 1, channels);
    double[] shift = perChannel(evaluation, SHIFT, 0, channels);
    return List.of(Tensor.reals(x.dtype(), x.shape(),
        i -> x.real(i) * scale[i / inner % channels] + shift[i / inner % channels]));
  }

  private static double[] perChannel(Evaluation evaluation, int operand, double absent, int channels) {
    if (evaluation.has(operand)) {
      return evaluation.tensor(operand).toReals();
    }
    double[] same = new double[channels];
    Arrays.fill(same, absent);
    return same;
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.ScaleShift(axis));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return operand == X ? OptionalInt.of(from) : OptionalInt.of(axis);
  }

  /** A constant in the shift arrives unchanged, and one in the input if nothing scales it. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return operand == SHIFT || operand == X && !site.has(SCALE);
  }

  @Override
  public int affineAxis(Site site) {
    return axis;
  }

  /** {@code s * (x * a + d) + t = x * (s * a) + (s * d + t)}. */
  @Override
  public List<Operand> absorb(NodeSink sink, List<Operand> operands, Site site, Operand scale, Operand shift) {
    Operand ownScale = operands.get(SCALE);
    return List.of(operands.get(X),
        ownScale instanceof Operand.Absent ? scale : sink.add(new Mul(), List.of(ownScale, scale)),
        ChannelParams.affine(sink, operands.get(SHIFT), scale, shift));
  }
}
