package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;
import static nacre.onnx.export.ops.Spellings.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.op.ArgMax;
import nacre.ir.op.ArgMin;
import nacre.ir.op.ArgTopK;
import nacre.ir.op.Candidate;
import nacre.ir.op.Cast;
import nacre.ir.op.CumSum;
import nacre.ir.op.Embedding;
import nacre.ir.op.Gather;
import nacre.ir.op.GatherElements;
import nacre.ir.op.GatherNd;
import nacre.ir.op.OneHot;
import nacre.ir.op.Op;
import nacre.ir.op.ReverseSequence;
import nacre.ir.op.ScatterElements;
import nacre.ir.op.ScatterNd;
import nacre.ir.op.TopK;
import nacre.onnx.export.Settings;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** Elements by their places, and places of elements. Indices of other types than ONNX takes are cast. */
final class Indices {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      entry(Gather.class, (op, use) -> by32("Gather", use, op, none().whole("axis", op.axis()))),
      entry(GatherElements.class, (op, use) -> by32("GatherElements", use, op, none().whole("axis", op.axis()))),
      entry(GatherNd.class, (op, use) -> by64("GatherND", use, op, none().whole("batch_dims", op.batchDims()))),
      entry(ScatterElements.class, (op, use) -> by32("ScatterElements", use, op,
          none().whole("axis", op.axis()).word("reduction", word(op.reduction())))),
      entry(ScatterNd.class, (op, use) -> by64("ScatterND", use, op, none().word("reduction", word(op.reduction())))),
      entry(Embedding.class, (_, use) -> use.sketched((sink, in) -> List.of(
          sink.add(new Gather(0), List.of(in.get(1), new Words(sink).index(in.get(0))))))),
      entry(ArgMax.class,
          (op, use) -> use.same("ArgMax", none().whole("axis", op.axis()).flag("keepdims", op.keepDims())
              .flag("select_last_index", op.last()))),
      entry(ArgMin.class,
          (op, use) -> use.same("ArgMin", none().whole("axis", op.axis()).flag("keepdims", op.keepDims())
              .flag("select_last_index", op.last()))),
      entry(TopK.class, (op, use) -> use.same("TopK", List.of(use.in(0), use.wholes(op.k())),
          none().whole("axis", op.axis()).flag("largest", op.largest()))),
      entry(ArgTopK.class, (op, use) -> List.of(use.add("TopK", List.of(use.in(0), use.wholes(op.k())),
          none().whole("axis", op.axis()).flag("largest", op.largest()), 2).getLast())),
      entry(CumSum.class, (op, use) -> use.same("CumSum", List.of(use.in(0), use.whole(op.axis())),
          none().flag("exclusive", op.exclusive()).flag("reverse", op.reverse()))),
      entry(ReverseSequence.class, Indices::reverse), entry(OneHot.class, Indices::oneHot));

  private Indices() {}

  private static String word(Candidate.Meeting meeting) {
    return meeting.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> by32(String operator, Use use, Op op, Settings settings) {
    return Words.isIndex(use.type(1).dtype()) ? use.same(operator, settings) : cast(use, op);
  }

  private static List<String> by64(String operator, Use use, Op op, Settings settings) {
    return use.type(1).dtype() == DType.I64 ? use.same(operator, settings) : cast(use, op);
  }

  private static List<String> cast(Use use, Op op) {
    return use.sketched((sink, in) -> {
      List<Operand> operands = new ArrayList<>(in);
      operands.set(1, new Words(sink).long64(in.get(1)));
      return List.of(sink.add(op, operands));
    });
  }

  /** ONNX has batch and time on the first two axes. */
  private static List<String> reverse(ReverseSequence op, Use use) {
    boolean first = op.batchAxis() < 2 && op.timeAxis() < 2;
    if (!first) {
      return use.apart();
    }
    Settings settings = none().whole("batch_axis", op.batchAxis()).whole("time_axis", op.timeAxis());
    return by64("ReverseSequence", use, op, settings);
  }

  private static List<String> oneHot(OneHot op, Use use) {
    if (!Words.isIndex(use.dtype())) {
      return use.sketched((sink, in) -> List.of(sink.add(op, List.of(new Words(sink).long64(in.getFirst())))));
    }
    if (op.dtype() == DType.BF16) {
      OneHot wide = new OneHot(op.depth(), op.axis(), op.on(), op.off(), DType.F32);
      return use.sketched((sink, in) -> List.of(new Words(sink).of(new Cast(op.dtype()), sink.add(wide, in))));
    }
    double[] both = {op.off(), op.on()};
    Tensor values = op.dtype().isReal() ? Tensor.reals(op.dtype(), new int[] {2}, i -> both[i])
        : Tensor.integers(op.dtype(), new int[] {2}, i -> (long) both[i]);
    return use.same("OneHot", List.of(use.in(0), use.number(use.dtype(), op.depth()), use.constant(values)),
        none().whole("axis", op.axis()), Use.holds(op.dtype(), op.on()) && Use.holds(op.dtype(), op.off()));
  }
}
