package nacre.keras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.Div;
import nacre.ir.op.GroupNorm;
import nacre.ir.op.LayerNorm;
import nacre.ir.op.LpNormalize;
import nacre.ir.op.Mul;
import nacre.ir.op.ReduceMean;
import nacre.ir.op.RmsNorm;
import nacre.ir.op.ScaleShift;
import nacre.ir.op.Sqrt;
import nacre.ir.op.Sub;
import nacre.ir.op.Transpose;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Kind.Masking;

/** Normalisations. */
final class Norms {
  static final List<Kind> ALL = List.of(
      Kind.of("BatchNormalization", Norms::batch)
          .takes("axis", "epsilon", "momentum", "center", "scale", "mode", "renorm", "virtual_batch_size",
              "adjustment")
          .ignores("synchronized", "fused", "renorm_clipping", "renorm_momentum")
          .limit("it corrects its statistics by those of batches", call -> call.settings().flag("renorm", false))
          .limit("it takes statistics of parts of a batch", call -> call.settings().says("virtual_batch_size"))
          .limit("it is adjusted by a function in Python", call -> call.settings().says("adjustment"))
          .masks(Masking.PASSES),
      Kind.of("SyncBatchNormalization", Norms::batch)
          .takes("axis", "epsilon", "momentum", "center", "scale", "mode").masks(Masking.PASSES),
      Kind.of("LayerNormalization", Norms::layer).takes("axis", "epsilon", "center", "scale", "rms_scaling")
          .masks(Masking.PASSES),
      Kind.of("RMSNormalization", Norms::rms).takes("axis", "epsilon").masks(Masking.PASSES),
      Kind.of("GroupNormalization", Norms::group).takes("groups", "axis", "epsilon", "center", "scale")
          .masks(Masking.PASSES),
      Kind.of("UnitNormalization", Norms::unit).takes("axis").masks(Masking.PASSES));

  private static final double EPSILON = 1e-3;
  private static final double MOMENTUM = 0.99;

  private Norms() {}

  private static int axis(Call call) {
    List<Integer> axes = call.settings().ints("axis").orElse(List.of(-1));
    if (axes.size() != 1) {
      throw new UnsupportedException("it has " + axes.size() + " axes");
    }
    return call.axis(axes.getFirst(), call.rank());
  }

  private static double epsilon(Call call, double usual) {
    double epsilon = call.settings().real("epsilon", usual);
    if (!((float) epsilon > 0)) {
      throw new UnsupportedException("its epsilon is " + epsilon + ", which is not above 0");
    }
    return epsilon;
  }

  private static Operand batch(Call call) {
    int mode = call.settings().integer("mode", 0);
    if (mode == 1) {
      return perSample(call);
    }
    int axis = axis(call);
    Operand x = call.x();
    int channels = call.known(call.type(x).dim(axis));
    Operand gamma = gamma(call, channels);
    Operand beta = beta(call, channels);
    List<Integer> shape = List.of(channels);
    Operand mean = call.param(Role.RUNNING_MEAN, "running_mean", call.statistic("moving_mean", shape));
    Operand variance = call.param(Role.RUNNING_VARIANCE, "running_variance", call.statistic("moving_variance", shape));
    boolean fixed = !call.isTrainable() && call.era().isModern();
    BatchNorm.Statistics statistics = mode == 2 ? BatchNorm.Statistics.BATCH
        : fixed ? BatchNorm.Statistics.FROZEN
        : call.training().map(said -> said ? BatchNorm.Statistics.BATCH : BatchNorm.Statistics.FROZEN)
            .orElse(BatchNorm.Statistics.RUNNING);
    return call.main(new BatchNorm(axis, epsilon(call, EPSILON), call.settings().real("momentum", MOMENTUM),
        statistics), x, gamma, beta, mean, variance);
  }

  private static Operand gamma(Call call, int channels) {
    return call.settings().flag("scale", true)
        ? call.param(Role.GAMMA, "gamma", call.variable("gamma", List.of(channels)))
        : Operand.ABSENT;
  }

  private static Operand beta(Call call, int channels) {
    return call.settings().flag("center", true)
        ? call.param(Role.BETA, "beta", call.variable("beta", List.of(channels)))
        : Operand.ABSENT;
  }

  /** Mode 1 of Keras 1 is no batch norm: {@code (x - mean) / (deviation + epsilon)} over the last axis of each sample. */
  private static Operand perSample(Call call) {
    Operand x = call.x();
    int axis = axis(call);
    int last = call.rank() - 1;
    if (axis != last) {
      throw new UnsupportedException("it normalises samples, but scales another axis than the last");
    }
    int channels = call.known(call.type(x).dim(axis));
    double epsilon = epsilon(call, EPSILON);
    Operand gamma = gamma(call, channels);
    Operand beta = beta(call, channels);
    call.statistic("moving_mean", List.of(channels));
    call.statistic("moving_variance", List.of(channels));
    call.settings().ignore("momentum");
    List<Integer> over = List.of(last);
    Operand centred = call.add(new Sub(), x, call.add(new ReduceMean(over, true), x));
    Operand variance = call.add(new ReduceMean(over, true), call.add(new Mul(), centred, centred));
    Operand deviation = call.add(new Sqrt(),
        call.add(new Add(), variance, Functions.number(call, epsilon)));
    Operand divisor = call.add(new Add(), deviation, Functions.number(call, epsilon));
    return call.main(new ScaleShift(axis), call.add(new Div(), centred, divisor), gamma, beta);
  }

  /** The axes that are normalised together; they have to be the last ones. */
  private static int trailing(Call call) {
    int rank = call.rank();
    List<Integer> axes = call.settings().ints("axis").orElse(List.of(-1)).stream()
        .map(axis -> call.axis(axis, rank)).sorted().toList();
    if (axes.isEmpty() || !axes.equals(IntStream.range(axes.getFirst(), rank).boxed().toList())) {
      throw new UnsupportedException("it normalises other axes than the last ones: " + axes);
    }
    return axes.getFirst();
  }

  private static List<Integer> shape(Call call, int from) {
    TensorType x = call.type(0);
    return IntStream.range(from, x.rank()).mapToObj(axis -> call.known(x.dim(axis))).toList();
  }

  private static Operand layer(Call call) {
    if (call.settings().flag("rms_scaling", false)) {
      throw new UnsupportedException("it divides by a deviation without taking the mean off");
    }
    if (isInner(call)) {
      return along(call, axis(call));
    }
    int axis = trailing(call);
    List<Integer> shape = shape(call, axis);
    Operand gamma = call.settings().flag("scale", true)
        ? call.param(Role.GAMMA, "gamma", call.variable("gamma", shape)) : Operand.ABSENT;
    Operand beta = call.settings().flag("center", true)
        ? call.param(Role.BETA, "beta", call.variable("beta", shape)) : Operand.ABSENT;
    return call.main(new LayerNorm(axis, epsilon(call, EPSILON)), call.x(), gamma, beta);
  }

  /** Whether it normalises one axis that is not the last. */
  private static boolean isInner(Call call) {
    List<Integer> axes = call.settings().ints("axis").orElse(List.of(-1));
    return axes.size() == 1 && call.axis(axes.getFirst(), call.rank()) < call.rank() - 1;
  }

  /** The axis goes to the end, and back again. */
  private static Operand along(Call call, int axis) {
    int rank = call.rank();
    int channels = call.known(call.type(0).dim(axis));
    Operand gamma = gamma(call, channels);
    Operand beta = beta(call, channels);
    List<Integer> there = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    there.add(there.remove(axis));
    List<Integer> back = IntStream.range(0, rank).mapToObj(there::indexOf).toList();
    Operand last = call.add(new Transpose(there), call.x());
    return call.add(new Transpose(back), call.main(new LayerNorm(rank - 1, epsilon(call, EPSILON)), last, gamma, beta));
  }

  private static Operand rms(Call call) {
    int axis = trailing(call);
    Operand gamma = call.param(Role.GAMMA, "gamma", call.variable("scale", shape(call, axis)));
    return call.main(new RmsNorm(axis, epsilon(call, 1e-6)), call.x(), gamma);
  }

  private static Operand group(Call call) {
    int axis = axis(call);
    int channels = call.known(call.type(0).dim(axis));
    int said = call.settings().integer("groups", 32);
    int groups = said == -1 ? channels : said;
    if (groups < 1 || channels % groups != 0) {
      throw new InvalidModelException("the setting `groups`: found " + said + " for " + channels + " channels");
    }
    return call.main(new GroupNorm(groups, axis, epsilon(call, EPSILON)), call.x(), gamma(call, channels),
        beta(call, channels));
  }

  private static Operand unit(Call call) {
    return call.main(new LpNormalize(2, axis(call), 1e-6), call.x());
  }
}
