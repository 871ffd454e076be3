package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;
import static nacre.onnx.export.ops.Spellings.entry;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nacre.ir.Operand;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.GroupNorm;
import nacre.ir.op.InstanceNorm;
import nacre.ir.op.LayerNorm;
import nacre.ir.op.LpNormalize;
import nacre.ir.op.Lrn;
import nacre.ir.op.MeanVarianceNorm;
import nacre.ir.op.Op;
import nacre.ir.op.ReduceMean;
import nacre.ir.op.RmsNorm;
import nacre.ir.op.Rsqrt;
import nacre.ir.op.ScaleShift;
import nacre.ir.op.Sub;
import nacre.onnx.export.Settings;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** Normalisations. ONNX has channels on axis 1, and no norm without a scale. */
final class Norms {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      entry(BatchNorm.class, Norms::batch),
      entry(ScaleShift.class, Norms::scaleShift),
      entry(InstanceNorm.class, (op, use) -> channels("InstanceNormalization", use, op.axis(), epsilon(op.epsilon()))),
      entry(GroupNorm.class, (op, use) -> channels("GroupNormalization", use, op.axis(),
          epsilon(op.epsilon()).whole("num_groups", op.groups()))),
      entry(LayerNorm.class, (op, use) -> use.has(1) && use.operands() == 3
          ? use.same("LayerNormalization", epsilon(op.epsilon()).whole("axis", op.axis()))
          : use.apart()),
      entry(Lrn.class, Norms::lrn),
      entry(MeanVarianceNorm.class, (_, use) -> use.apart()),
      entry(LpNormalize.class, (_, use) -> use.apart()),
      entry(RmsNorm.class, (_, use) -> use.apart()));

  private Norms() {}

  private static Settings epsilon(double epsilon) {
    return none().real("epsilon", epsilon, 1e-5);
  }

  private static List<String> channels(String operator, Use use, int axis, Settings settings) {
    boolean same = axis == 1 && use.has(1) && use.has(2) && use.rank(0) > 2;
    return same ? use.same(operator, settings) : use.apart();
  }

  /** ONNX Runtime takes pictures and odd sizes. */
  private static List<String> lrn(Lrn op, Use use) {
    return op.axis() == 1 && op.size() % 2 == 1 && use.rank(0) == 4
        ? use.same("LRN", none().whole("size", op.size()).real("alpha", op.alpha(), 1e-4).real("beta", op.beta(), 0.75)
            .real("bias", op.bias(), 1))
        : use.apart();
  }

  private static List<String> batch(BatchNorm op, Use use) {
    boolean whole = use.operands() == 5 && IntStream.range(0, 5).allMatch(use::has);
    if (op.statistics() == BatchNorm.Statistics.BATCH) {
      return use.sketched((sink, in) -> List.of(ofBatch(op, new Words(sink), in)));
    }
    return op.axis() == 1 && whole && use.rank(0) > 1
        ? use.same("BatchNormalization", use.all(),
            epsilon(op.epsilon()).real("momentum", op.momentum(), 0.9),
            op.statistics() == BatchNorm.Statistics.RUNNING)
        : use.apart();
  }

  /** {@code (x - mean) * rsqrt(variance + epsilon)}, with mean and variance of all axes but one. */
  private static Operand ofBatch(BatchNorm op, Words words, List<Operand> in) {
    Operand x = in.getFirst();
    List<Integer> axes = IntStream.range(0, words.type(x).rank()).filter(i -> i != op.axis()).boxed().toList();
    Operand deviation = words.of(new Sub(), x, words.of(new ReduceMean(axes, true), x));
    Operand variance = words.of(new ReduceMean(axes, true), words.times(deviation, deviation));
    Operand root = words.of(new Rsqrt(), words.plus(variance, words.number(x, op.epsilon())));
    return words.of(new ScaleShift(op.axis()), words.times(deviation, root), in.get(1), in.get(2));
  }

  private static List<String> scaleShift(ScaleShift op, Use use) {
    return use.sketched((sink, in) -> {
      Words words = new Words(sink);
      int rank = use.rank(0);
      Operand scaled = use.has(ScaleShift.SCALE)
          ? words.times(in.getFirst(), words.along(in.get(ScaleShift.SCALE), op.axis(), rank))
          : in.getFirst();
      return List.of(use.has(ScaleShift.SHIFT)
          ? words.plus(scaled, words.along(in.get(ScaleShift.SHIFT), op.axis(), rank))
          : scaled);
    });
  }
}
