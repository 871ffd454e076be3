package nacre.caffe.layers;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import nacre.caffe.Blob;
import nacre.caffe.Call;
import nacre.caffe.LayerType;
import nacre.caffe.Settings;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Tensor;
import nacre.ir.op.Add;
import nacre.ir.op.AveragePool2d;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.BatchNorm.Statistics;
import nacre.ir.op.Lrn;
import nacre.ir.op.MeanVarianceNorm;
import nacre.ir.op.Mul;
import nacre.ir.op.Padding;
import nacre.ir.op.Pow;
import nacre.ir.op.ReduceMean;
import nacre.ir.op.ReduceSum;
import nacre.ir.op.Rsqrt;
import nacre.ir.op.ScaleShift;
import nacre.ir.op.Sub;

/** Normalisations. */
final class Norms {
  static final List<LayerType> ALL = List.of(
      LayerType.of("BatchNorm", Norms::batch).quiet("batch_norm_param.engine"),
      LayerType.of("LRN", Norms::lrn).quiet("lrn_param.engine"),
      LayerType.of("MVN", Norms::meanVariance),
      LayerType.of("Normalize", Norms::normalize));

  /** Nacre's epsilon is above 0 in 32 bits. */
  private static final double LEAST_EPSILON = 1.2e-38;

  private Norms() {}

  /** Mean, variance, and the number that both are divided by; in one fork gamma and beta behind them. */
  private static void batch(Call call) {
    Settings settings = call.settings("batch_norm_param");
    if (call.rank(0) < 1) {
      throw call.problem("found " + call.type(0) + ", required rank 1 or more");
    }
    int axis = call.rank(0) == 1 ? 0 : 1;
    List<Dim> channels = List.of(call.rank(0) == 1 ? Dim.ONE : call.dim(0, 1));
    if (call.rank(0) == 1) {
      throw new UnsupportedException("it normalises a row of numbers");
    }
    Statistics statistics = !settings.has("use_global_stats") ? Statistics.RUNNING
        : settings.flag("use_global_stats", false) ? Statistics.FROZEN : Statistics.BATCH;
    double epsilon = Math.max(settings.real("eps", 1e-5), LEAST_EPSILON);
    double momentum = Math.clamp(settings.real("moving_average_fraction", 0.999), 0, 1);
    Optional<Blob> factor = call.stored(2, List.of(Dim.ONE));
    Operand mean = statistic(call, 0, Role.RUNNING_MEAN, channels, factor);
    Operand variance = statistic(call, 1, Role.RUNNING_VARIANCE, channels, factor);
    boolean affine = settings.flag("scale_bias", false);
    Optional<Init> scaleStart = Fillers.of(settings, "scale_filler");
    Optional<Init> biasStart = Fillers.of(settings, "bias_filler");
    Operand gamma = affine ? call.blob(3, Role.GAMMA, "gamma", channels, scaleStart) : Operand.ABSENT;
    Operand beta = affine ? call.blob(4, Role.BETA, "beta", channels, biasStart) : Operand.ABSENT;
    call.result(new BatchNorm(axis, epsilon, momentum, statistics), call.bottom(0), gamma, beta, mean, variance);
  }

  private static Operand statistic(Call call, int index, Role role, List<Dim> channels, Optional<Blob> factor) {
    String word = role == Role.RUNNING_MEAN ? "running_mean" : "running_variance";
    Optional<Supplier<Tensor>> contents = call.stored(index, channels)
        .flatMap(sum -> factor.map(count -> mean(sum, count, (int) channels.getFirst().known().orElseThrow())));
    return call.param(index, role, word, channels, Optional.empty(), contents);
  }

  /** Sums over a count; 0 where nothing was counted. */
  private static Supplier<Tensor> mean(Blob sum, Blob count, int channels) {
    return () -> {
      double counted = count.read(1).real(0);
      float scale = counted == 0 ? 0 : (float) (1 / counted);
      Tensor sums = sum.read(channels);
      return Tensor.reals(DType.F32, new int[] {channels}, i -> (float) sums.real(i) * scale);
    };
  }

  private static void lrn(Call call) {
    Settings settings = call.settings("lrn_param");
    int size = settings.integer("local_size", 5);
    double alpha = settings.real("alpha", 1);
    double beta = settings.real("beta", 0.75);
    double k = settings.real("k", 1);
    if (size < 1 || size % 2 == 0) {
      throw call.problem("found `local_size` " + size + ", required an odd number");
    }
    if (settings.word("norm_region", "ACROSS_CHANNELS", List.of("ACROSS_CHANNELS", "WITHIN_CHANNEL"))
        .equals("ACROSS_CHANNELS")) {
      call.result(new Lrn(size, alpha, beta, k, 1), call.bottom(0));
      return;
    }
    Operand x = call.bottom(0);
    Padding pad = new Padding.Explicit(List.of(size / 2, size / 2), List.of(size / 2, size / 2));
    List<Integer> ones = List.of(1, 1);
    Operand means = call.add(new AveragePool2d(List.of(size, size), ones, pad, ones, false, 1, true),
        call.add(new Mul(), x, x));
    Operand base = call.add(new Add(), call.add(new Mul(), means, call.number(alpha)), call.number(1));
    call.result(new Mul(), x, call.add(new Pow(), base, call.number(-beta)));
  }

  private static void meanVariance(Call call) {
    Settings settings = call.settings("mvn_param");
    int first = settings.flag("across_channels", false) ? 1 : 2;
    double epsilon = Math.max(settings.real("eps", 1e-9), LEAST_EPSILON);
    List<Integer> axes = IntStream.range(first, call.rank(0)).boxed().toList();
    if (settings.flag("normalize_variance", true)) {
      call.result(new MeanVarianceNorm(axes, epsilon), call.bottom(0));
    } else {
      call.result(new Sub(), call.bottom(0), call.add(new ReduceMean(axes, true), call.bottom(0)));
    }
  }

  /** {@code x * scale / sqrt(sum of squares + eps)}, over the channels or all of a picture. */
  private static void normalize(Call call) {
    Settings settings = call.settings("norm_param");
    boolean everywhere = settings.flag("across_spatial", true);
    double epsilon = settings.real("eps", 1e-10);
    Optional<Init> start = Fillers.of(settings, "scale_filler").or(() -> Optional.of(Init.ONES));
    Operand x = call.bottom(0);
    List<Integer> axes = everywhere ? IntStream.range(1, call.rank(0)).boxed().toList() : List.of(1);
    Operand squares = call.add(new ReduceSum(axes, true), call.add(new Mul(), x, x));
    Operand inverse = call.add(new Rsqrt(), call.add(new Add(), squares, call.number(epsilon)));
    Operand normal = call.add(new Mul(), x, inverse);
    if (settings.flag("channel_shared", true)) {
      call.result(new Mul(), normal, call.blob(0, Role.OWN, "scale", List.of(), start));
    } else {
      call.result(new ScaleShift(1), normal, call.blob(0, Role.GAMMA, "scale", List.of(call.dim(0, 1)), start),
          Operand.ABSENT);
    }
  }
}
