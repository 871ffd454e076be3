package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

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
 * Batch normalisation, Ioffe & Szegedy (2015): {@code y = gamma * (x - mean) / sqrt(variance + epsilon) + beta} per
 * index of an axis. Gamma and beta may be absent (1 and 0).
 *
 * @param axis       the axis with its own statistics
 * @param epsilon    added to the variance, positive as an {@code f32} too
 * @param momentum   what a training step keeps of a running statistic, in [0, 1]
 * @param statistics whose mean and variance are used
 */
public record BatchNorm(int axis, double epsilon, double momentum, Statistics statistics) implements Op, TracksAxes,
    PreservesShift, Decomposes {
  public static final int X = 0;
  public static final int GAMMA = 1;
  public static final int BETA = 2;
  public static final int MEAN = 3;
  public static final int VARIANCE = 4;

  /** Whose mean and variance normalise. */
  public enum Statistics {
    /** The batch's while training, the running ones at inference. */
    RUNNING,
    /** Always those of the batch at hand. */
    BATCH,
    /** Always the running ones, which training does not change. */
    FROZEN
  }

  static final OpSpec SPEC = OpSpec
      .of("batch_norm", BatchNorm.class,
          "batch normalisation: mean 0 and variance 1 per channel, then scaled and shifted")
      .input("x", "[N, ...], channels on `axis`")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "the axis with its own statistics")
      .attribute("epsilon", SettingKind.REAL, Attr.of(1e-5), "added to the variance")
      .attribute("momentum", SettingKind.REAL, Attr.of(0.9), "what a training step keeps of the running statistics")
      .attribute("statistics", SettingKind.words(Statistics.class), new Attr.Word("running"),
          "`running`: the batch's in training, the running ones at inference; `batch`: always the batch's; "
              + "`frozen`: always the running ones")
      .param("gamma", Role.GAMMA, Init.ONES, "scale", BatchNorm::channels, "factor per channel")
      .param("beta", Role.BETA, Init.ZEROS, "center", BatchNorm::channels, "summand per channel")
      .param("running_mean", Role.RUNNING_MEAN, Init.ZEROS, BatchNorm::channels, "mean per channel")
      .param("running_variance", Role.RUNNING_VARIANCE, Init.ONES, BatchNorm::channels, "variance per channel")
      .build();

  public BatchNorm {
    Epsilon.require(epsilon);
    if (!(momentum >= 0 && momentum <= 1)) {
      throw TypeError.at("momentum", "`momentum`: found " + momentum + ", required a number from 0 to 1");
    }
  }

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
    if (statistics != Statistics.BATCH && !(context.has(MEAN) && context.has(VARIANCE))) {
      throw new TypeError("found no running mean and variance, required both for statistics other than `batch`");
    }
    for (int param = GAMMA; param <= VARIANCE; param++) {
      ChannelParams.check(context, param, x.dim(axis), SPEC);
    }
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    int channels = x.dim(axis);
    int inner = Tensor.strides(x.shape())[axis];
    double[] mean = statistics == Statistics.BATCH ? batchMean(x, channels, inner) : evaluation.tensor(MEAN).toReals();
    double[] variance = statistics == Statistics.BATCH
        ? batchVariance(x, mean, inner)
        : evaluation.tensor(VARIANCE).toReals();
    double[] scale = new double[channels];
    double[] shift = new double[channels];
    for (int c = 0; c < channels; c++) {
      double gamma = evaluation.has(GAMMA) ? evaluation.tensor(GAMMA).real(c) : 1;
      double beta = evaluation.has(BETA) ? evaluation.tensor(BETA).real(c) : 0;
      scale[c] = gamma / Math.sqrt(variance[c] + epsilon);
      shift[c] = beta;
    }
    return List.of(Tensor.reals(x.dtype(), x.shape(), i -> {
      int channel = i / inner % channels;
      return (x.real(i) - mean[channel]) * scale[channel] + shift[channel];
    }));
  }

  private static double[] batchMean(Tensor x, int channels, int inner) {
    double[] sums = new double[channels];
    for (int i = 0; i < x.elements(); i++) {
      sums[i / inner % channels] += x.real(i);
    }
    return divided(sums, x.elements() / Math.max(channels, 1));
  }

  /** Biased: divided by the number of elements. */
  private static double[] batchVariance(Tensor x, double[] mean, int inner) {
    double[] sums = new double[mean.length];
    for (int i = 0; i < x.elements(); i++) {
      int channel = i / inner % mean.length;
      double difference = x.real(i) - mean[channel];
      sums[channel] += difference * difference;
    }
    return divided(sums, x.elements() / Math.max(mean.length, 1));
  }

  private static double[] divided(double[] sums, int count) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= count;
    }
    return sums;
  }

  /** Running statistics are constants, and the norm a {@link ScaleShift}. */
  @Override
  public List<Candidate> candidates(Site site) {
    return statistics == Statistics.BATCH ? List.of(new Candidate.BatchStatistics(axis, epsilon)) : List.of();
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return List.of(sink.add(new ScaleShift(axis), affine(sink, operands)));
  }

  /**
   * The operands of the {@link ScaleShift} that a norm with running statistics is:
   *
   * <pre>
   * gamma * (x - mean) / sqrt(variance + epsilon) + beta = x * scale + shift
   *   scale = gamma * rsqrt(variance + epsilon),  shift = beta - mean * scale
   * </pre>
   */
  public List<Operand> affine(NodeSink sink, List<Operand> operands) {
    Operand scale = scale(sink, operands);
    Operand beta = operands.get(BETA) instanceof Operand.Absent
        ? sink.add(constant(sink, scale, 0), List.of())
        : operands.get(BETA);
    Operand moved = sink.add(new Mul(), List.of(operands.get(MEAN), scale));
    return List.of(operands.get(X), scale, sink.add(new Sub(), List.of(beta, moved)));
  }

  private Operand scale(NodeSink sink, List<Operand> operands) {
    Operand variance = operands.get(VARIANCE);
    Operand term = sink.add(constant(sink, variance, epsilon), List.of());
    Operand root = sink.add(new Rsqrt(), List.of(sink.add(new Add(), List.of(variance, term))));
    return operands.get(GAMMA) instanceof Operand.Absent
        ? root
        : sink.add(new Mul(), List.of(operands.get(GAMMA), root));
  }

  private static Constant constant(NodeSink sink, Operand like, double value) {
    return Constant.of(((TensorType) sink.type(like)).dtype(), value);
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return operand == X ? OptionalInt.of(from) : OptionalInt.of(axis);
  }

  @Override
  public boolean mixes(Site site, int operand, int from) {
    return operand == X && statistics == Statistics.BATCH && from != axis;
  }

  /** A constant in beta arrives unchanged; one in the input is normalised away or scaled. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return operand == BETA;
  }
}
