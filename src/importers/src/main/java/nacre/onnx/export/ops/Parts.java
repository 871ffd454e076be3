package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;
import static nacre.onnx.export.ops.Spellings.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import nacre.ir.op.Concat;
import nacre.ir.op.Op;
import nacre.ir.op.Pad;
import nacre.ir.op.Slice;
import nacre.ir.op.Split;
import nacre.ir.op.Trilu;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** Parts of tensors, and tensors put together. */
final class Parts {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      entry(Concat.class, (op, use) -> use.same("Concat", use.all(), none().whole("axis", op.axis()),
          use.operands() > 1)),
      entry(Slice.class, Parts::slice), entry(Split.class, Parts::split), entry(Pad.class, Parts::pad),
      entry(Trilu.class, (op, use) -> use.same("Trilu", List.of(use.in(0), use.whole(op.diagonal())),
          none().flag("upper", op.upper()))));

  private Parts() {}

  private static List<String> slice(Slice op, Use use) {
    if (op.starts().isEmpty()) {
      return List.of(use.add("Identity", use.in(0)));
    }
    List<Integer> axes = op.axes().isEmpty() ? IntStream.range(0, op.starts().size()).boxed().toList() : op.axes();
    boolean exact = !op.axes().isEmpty() && axes.stream().allMatch(axis -> axis >= 0)
        && !op.starts().contains(Integer.MIN_VALUE) && !op.ends().contains(Integer.MIN_VALUE)
        && (op.steps().isEmpty() || op.steps().stream().anyMatch(step -> step != 1));
    List<String> operands = new ArrayList<>(
        List.of(use.in(0), use.wholes(op.starts()), use.wholes(op.ends()), use.wholes(axes)));
    if (!op.steps().isEmpty()) {
      operands.add(use.wholes(op.steps()));
    }
    return use.same("Slice", operands, none(), exact);
  }

  private static List<String> split(Split op, Use use) {
    if (op.sizes().isEmpty()) {
      return use.same("Split", none().whole("axis", op.axis()).whole("num_outputs", op.parts()));
    }
    return use.same("Split", List.of(use.in(0), use.wholes(op.sizes())), none().whole("axis", op.axis()),
        op.parts() == 1);
  }

  private static List<String> pad(Pad op, Use use) {
    if (use.rank(0) == 0) {
      return List.of(use.add("Identity", use.in(0)));
    }
    List<Integer> pads = new ArrayList<>(op.borders().before());
    pads.addAll(op.borders().after());
    List<String> operands = new ArrayList<>(List.of(use.in(0), use.wholes(pads)));
    boolean constant = op.mode() == Pad.Mode.CONSTANT;
    if (constant) {
      operands.add(use.number(use.dtype(), op.value()));
    }
    return use.same("Pad", operands, none().word("mode", op.mode().name().toLowerCase(Locale.ROOT)),
        constant ? Use.holds(use.dtype(), op.value()) : Double.compare(op.value(), 0.0) == 0);
  }
}
