package nacre.onnx.ops;

import java.util.List;
import java.util.stream.IntStream;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.Div;
import nacre.ir.op.GroupNorm;
import nacre.ir.op.InstanceNorm;
import nacre.ir.op.LayerNorm;
import nacre.ir.op.LpNormalize;
import nacre.ir.op.Lrn;
import nacre.ir.op.MeanVarianceNorm;
import nacre.ir.op.Mul;
import nacre.ir.op.Op;
import nacre.ir.op.ReduceMean;
import nacre.ir.op.RmsNorm;
import nacre.ir.op.Rsqrt;
import nacre.ir.op.Sqrt;
import nacre.ir.op.Sub;
import nacre.onnx.Call;
import nacre.onnx.Operator;

/** Normalisations; channels are on axis 1. */
final class Norms {
  static final List<Operator> ALL = List.of(
      Operator.of("BatchNormalization", Norms::batch).inputs("X", "scale", "B", "input_mean", "input_var")
          .attributes("epsilon", "momentum", "training_mode").only("spatial", 1).ignores("consumed_inputs", "is_test")
          .results("Y").results(14, "Y", "running_mean", "running_var"),
      Operator.of("InstanceNormalization", Norms::instance).inputs("input", "scale", "B").attributes("epsilon")
          .ignores("consumed_inputs"),
      Operator.of("LayerNormalization", Norms::layer).inputs("X", "Scale", "B").attributes("axis", "epsilon")
          .ignores("stash_type").results("Y", "Mean", "InvStdDev"),
      Operator.of("GroupNormalization", Norms::group).inputs("X", "scale", "bias").attributes("num_groups", "epsilon")
          .ignores("stash_type"),
      Operator.of("RMSNormalization", Norms::rms).inputs("X", "scale").attributes("axis", "epsilon")
          .ignores("stash_type"),
      Operator.of("LRN", Norms::lrn).inputs("X").attributes("size", "alpha", "beta", "bias"),
      Operator.of("LpNormalization", Norms::lp).inputs("input").attributes("axis", "p").reals(),
      Operator.of("MeanVarianceNormalization", Norms::meanVariance).inputs("X").attributes("axes").reals());

  /** Nacre's epsilon is above 0 in 32 bits. */
  private static final double LEAST_EPSILON = 1.2e-38;

  /** What a momentum is that is not said, or that no mean can be moved by; inference does without. */
  private static final double USUAL_MOMENTUM = 0.9;

  private Norms() {}

  private static double epsilon(Call call, double fallback) {
    double epsilon = call.real("epsilon", fallback);
    return epsilon == 0 ? LEAST_EPSILON : epsilon;
  }

  private static void batch(Call call) {
    double epsilon = epsilon(call, 1e-5);
    double momentum = call.real("momentum", USUAL_MOMENTUM);
    if (call.flag("training_mode")) {
      training(call, epsilon, momentum);
      return;
    }
    double sound = momentum >= 0 && momentum <= 1 ? momentum : USUAL_MOMENTUM;
    call.result(new BatchNorm(1, epsilon, sound, BatchNorm.Statistics.RUNNING), call.operand(0),
        call.param(1, Role.GAMMA, "gamma"), call.param(2, Role.BETA, "beta"),
        call.param(3, Role.RUNNING_MEAN, "running_mean"), call.param(4, Role.RUNNING_VARIANCE, "running_variance"));
  }

  /** Statistics of the batch; the running ones are moved towards them. */
  private static void training(Call call, double epsilon, double momentum) {
    DType dtype = call.dtype(0);
    Operand x = call.operand(0);
    List<Integer> axes = IntStream.range(0, call.rank(0)).filter(axis -> axis != 1).boxed().toList();
    Operand y = call.add(new BatchNorm(1, epsilon, Math.clamp(momentum, 0, 1), BatchNorm.Statistics.BATCH), x,
        call.operand(1), call.operand(2));
    Operand deviation = call.add(new Sub(), x, call.add(new ReduceMean(axes, true), x));
    Operand mean = call.add(new ReduceMean(axes, false), x);
    Operand variance = call.add(new ReduceMean(axes, false), call.add(new Mul(), deviation, deviation));
    call.results(y, moved(call, call.operand(3), mean, dtype, momentum),
        moved(call, call.operand(4), variance, dtype, momentum));
  }

  private static Operand moved(Call call, Operand running, Operand batch, DType dtype, double momentum) {
    return call.add(new Add(), call.add(new Mul(), running, Activations.number(call, dtype, momentum)),
        call.add(new Mul(), batch, Activations.number(call, dtype, 1 - momentum)));
  }

  private static void instance(Call call) {
    call.result(new InstanceNorm(1, epsilon(call, 1e-5)), call.operand(0), call.param(1, Role.GAMMA, "gamma"),
        call.param(2, Role.BETA, "beta"));
  }

  private static void group(Call call) {
    int groups = call.integer("num_groups");
    call.requireRank(0, 2, Integer.MAX_VALUE);
    call.requireRank(1, 1, 1);
    TensorType x = call.type(0);
    Op op = new GroupNorm(groups, 1, epsilon(call, 1e-5));
    if (call.opset() >= 21 || call.type(1).dim(0).provablyEquals(x.dim(1))) {
      call.result(op, call.operand(0), call.param(1, Role.GAMMA, "gamma"), call.param(2, Role.BETA, "beta"));
      return;
    }
    throw new UnsupportedException("it has a scale for each group, not for each channel");
  }

  private static void layer(Call call) {
    TensorType x = call.type(0);
    int axis = call.axis(call.integer("axis", -1), x.rank());
    double epsilon = epsilon(call, 1e-5);
    boolean plain = isTrailing(call, 1, x, axis) && (!call.has(2) || isTrailing(call, 2, x, axis))
        && !call.wants(1) && !call.wants(2);
    if (plain) {
      call.result(new LayerNorm(axis, epsilon), call.operand(0), call.param(1, Role.GAMMA, "gamma"),
          call.has(2) ? call.param(2, Role.BETA, "beta") : Operand.ABSENT);
      return;
    }
    List<Integer> axes = IntStream.range(axis, x.rank()).boxed().toList();
    Operand input = call.operand(0);
    Operand mean = call.add(new ReduceMean(axes, true), input);
    Operand deviation = call.add(new Sub(), input, mean);
    Operand variance = call.add(new ReduceMean(axes, true), call.add(new Mul(), deviation, deviation));
    Operand inverse = call.add(new Rsqrt(),
        call.add(new Add(), variance, Activations.number(call, x.dtype(), epsilon)));
    Operand scaled = call.add(new Mul(), call.add(new Mul(), deviation, inverse), call.operand(1));
    Operand y = call.has(2) ? call.add(new Add(), scaled, call.operand(2)) : scaled;
    call.results(y, mean, inverse);
  }

  private static boolean isTrailing(Call call, int input, TensorType x, int axis) {
    return call.type(input).dims().equals(x.dims().subList(axis, x.rank()));
  }

  private static void rms(Call call) {
    TensorType x = call.type(0);
    int axis = call.axis(call.integer("axis", -1), x.rank());
    double epsilon = epsilon(call, 1e-5);
    if (!isTrailing(call, 1, x, axis)) {
      List<Integer> axes = IntStream.range(axis, x.rank()).boxed().toList();
      Operand input = call.operand(0);
      Operand squares = call.add(new ReduceMean(axes, true), call.add(new Mul(), input, input));
      Operand root = call.add(new Sqrt(),
          call.add(new Add(), squares, Activations.number(call, x.dtype(), epsilon)));
      call.result(new Mul(), call.add(new Div(), input, root), call.operand(1));
      return;
    }
    call.result(new RmsNorm(axis, epsilon), call.operand(0), call.param(1, Role.GAMMA, "gamma"));
  }

  private static void lrn(Call call) {
    call.result(new Lrn(call.integer("size"), call.real("alpha", 1e-4), call.real("beta", 0.75), call.real("bias", 1),
        1), call.operand(0));
  }

  private static void lp(Call call) {
    int p = call.integer("p", 2);
    int axis = call.axis(call.integer("axis", -1), call.rank(0));
    call.result(new LpNormalize(p, axis, LEAST_EPSILON), call.operand(0));
  }

  private static void meanVariance(Call call) {
    int rank = call.rank(0);
    List<Integer> axes = call.ints("axes").orElse(List.of(0, 2, 3)).stream().map(axis -> call.axis(axis, rank)).sorted()
        .toList();
    call.result(new MeanVarianceNorm(axes, 1e-9), call.operand(0));
  }
}
