package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * {@code y = x * scale + shift} with one scale and one shift per index of an axis: what Caffe calls Scale, and what a
 * batch norm is once its statistics are fixed.
 *
 * @param axis the axis with its own scales
 */
public record ScaleShift(int axis) implements Op, TracksAxes, AbsorbsOutputAffine {
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
    for (int param = SCALE; param <= SHIFT; param++) {
      ChannelParams.check(context, param, x.dim(axis), SPEC);
    }
    if (!x.dtype().isReal()) {
      throw new TypeError("found " + x + ", required a tensor of reals");
    }
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    int inner = Tensor.strides(x.shape())[axis];
    int channels = x.dim(axis);
    return List.of(Tensor.reals(x.dtype(), x.shape(), i -> {
      int channel = i / inner % channels;
      double scale = evaluation.has(SCALE) ? evaluation.tensor(SCALE).real(channel) : 1;
      double shift = evaluation.has(SHIFT) ? evaluation.tensor(SHIFT).real(channel) : 0;
      return x.real(i) * scale + shift;
    }));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.ScaleShift(axis));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return operand == X ? OptionalInt.of(from) : OptionalInt.of(axis);
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
