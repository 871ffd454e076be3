package nacre.onnx.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.TensorType;
import nacre.ir.op.Concat;
import nacre.ir.op.Identity;
import nacre.ir.op.Pad;
import nacre.ir.op.Padding;
import nacre.ir.op.Slice;
import nacre.ir.op.Split;
import nacre.ir.op.Trilu;
import nacre.onnx.Call;
import nacre.onnx.Operator;
import nacre.onnx.Required;

/** Parts of tensors, and tensors put together. */
final class Pieces {
  static final List<Operator> ALL = List.of(
      Operator.of("Concat", Pieces::concat).inputs("inputs...").attributes("axis"),
      Operator.of("Slice", Pieces::slice).inputs("data").inputs(10, "data", "starts!", "ends!", "axes!", "steps!")
          .attributesBefore(10, "starts", "ends", "axes"),
      Operator.of("Split", Pieces::split).inputs("input", "split!").attributes("axis", "num_outputs")
          .attributesBefore(13, "split").results("outputs..."),
      Operator.of("Pad", Pieces::pad).inputs("data").inputs(11, "data", "pads!", "constant_value!", "axes!")
          .only("mode", "constant", "reflect", "edge", "wrap").attributesBefore(2, "paddings")
          .attributesBefore(11, "pads", "value"),
      Operator.of("Trilu", Pieces::trilu).inputs("input", "k!").attributes("upper"));

  private Pieces() {}

  private static void concat(Call call) {
    int axis = call.axis(call.opset() < 4 ? call.integer("axis", 1) : call.integer("axis"), call.rank(0));
    call.result(call.inputs() == 1 ? new Identity() : new Concat(axis), call.operands());
  }

  private static void slice(Call call) {
    List<Integer> starts;
    List<Integer> ends;
    List<Integer> axes;
    List<Integer> steps = List.of();
    if (call.opset() < 10) {
      starts = call.ints("starts").orElseThrow(() -> new InvalidModelException("the attribute `starts` is missing"));
      ends = call.ints("ends").orElseThrow(() -> new InvalidModelException("the attribute `ends` is missing"));
      axes = call.ints("axes").orElse(List.of());
    } else {
      starts = Required.ints(call, 1, "where it starts");
      ends = Required.ints(call, 2, "where it ends");
      axes = call.has(3) ? Required.ints(call, 3, "the axes") : List.of();
      steps = call.has(4) ? Required.ints(call, 4, "the steps") : List.of();
    }
    int rank = call.rank(0);
    List<Integer> counted = (axes.isEmpty() ? IntStream.range(0, starts.size()).boxed().toList() : axes).stream()
        .map(axis -> call.axis(axis, rank)).toList();
    boolean plain = steps.stream().allMatch(step -> step == 1);
    if (call.isExact()) {
      call.result(new Slice(starts, ends, counted, plain ? List.of() : steps), call.operand(0));
      return;
    }
    call.result(plain ? new Slice(starts, reached(call.type(0), ends, counted), counted, List.of())
        : new Slice(inside(call.type(0), starts, counted, steps), ends, counted, steps), call.operand(0));
  }

  /** An end beyond the last element, such as the greatest number, is that end where the extent is known. */
  private static List<Integer> reached(TensorType x, List<Integer> ends, List<Integer> axes) {
    return axes.size() != ends.size()
        ? ends
        : IntStream.range(0, ends.size())
            .mapToObj(i -> (int) Math.min(ends.get(i), x.dim(axes.get(i)).known().orElse(Integer.MAX_VALUE)))
            .toList();
  }

  /** A start before the first element is the first element, backwards too. */
  private static List<Integer> inside(TensorType x, List<Integer> starts, List<Integer> axes, List<Integer> steps) {
    if (steps.size() != starts.size() || axes.size() != starts.size()) {
      return starts;
    }
    return IntStream.range(0, starts.size()).mapToObj(i -> {
      OptionalLong extent = x.dim(axes.get(i)).known();
      return steps.get(i) < 0 && extent.isPresent() ? (int) Math.max(starts.get(i), -extent.getAsLong())
          : starts.get(i);
    }).toList();
  }

  private static void split(Call call) {
    TensorType x = call.type(0);
    int axis = call.axis(call.integer("axis", 0), x.rank());
    List<Integer> sizes = List.of();
    if (call.opset() < 13) {
      sizes = call.ints("split").orElse(List.of());
      if (call.has(1)) {
        sizes = Required.ints(call, 1, "the extents of the pieces");
      }
    } else if (call.has(1)) {
      sizes = Required.ints(call, 1, "the extents of the pieces");
    }
    int parts = call.integer("num_outputs", call.node().outputs().size());
    if (!sizes.isEmpty()) {
      call.results(call.main(new Split(1, sizes, axis), List.of(call.operand(0))));
      return;
    }
    if (parts != call.node().outputs().size()) {
      throw new InvalidModelException("`num_outputs` is " + parts + ", found " + call.node().outputs().size());
    }
    long extent = x.dim(axis).known().orElse(0);
    if (extent % parts == 0) {
      call.results(call.main(new Split(parts, List.of(), axis), List.of(call.operand(0))));
      return;
    }
    int each = Math.toIntExact(Math.ceilDiv(extent, parts));
    List<Integer> uneven = new ArrayList<>(Collections.nCopies(parts - 1, each));
    uneven.add(Math.toIntExact(extent - (long) each * (parts - 1)));
    call.results(call.main(new Split(1, uneven, axis), List.of(call.operand(0))));
  }

  private static void pad(Call call) {
    int rank = call.rank(0);
    List<Integer> said;
    double value;
    if (call.opset() < 11) {
      said = call.ints(call.opset() < 2 ? "paddings" : "pads").orElse(List.of());
      value = call.real("value", 0);
    } else {
      said = Required.ints(call, 1, "the borders");
      value = call.has(2) ? Required.real(call, 2, "the value of the border") : 0;
    }
    List<Integer> axes = call.has(3)
        ? Required.ints(call, 3, "the axes").stream().map(axis -> call.axis(axis, rank)).toList()
        : IntStream.range(0, rank).boxed().toList();
    if (said.size() != 2 * axes.size()) {
      throw new InvalidModelException("found " + said.size() + " borders for " + axes.size() + " axes");
    }
    List<Integer> before = new ArrayList<>(Collections.nCopies(rank, 0));
    List<Integer> after = new ArrayList<>(Collections.nCopies(rank, 0));
    for (int i = 0; i < axes.size(); i++) {
      before.set(axes.get(i), said.get(i));
      after.set(axes.get(i), said.get(i + axes.size()));
    }
    finish(call, before, after, mode(call), value);
  }

  private static Pad.Mode mode(Call call) {
    return Pad.Mode.valueOf(call.word("mode", "constant").toUpperCase(Locale.ROOT));
  }

  /** Negative borders cut elements off, before anything is added. */
  private static void finish(Call call, List<Integer> before, List<Integer> after, Pad.Mode mode, double value) {
    int rank = call.rank(0);
    boolean cuts = before.stream().anyMatch(n -> n < 0) || after.stream().anyMatch(n -> n < 0);
    List<Integer> positiveBefore = before.stream().map(n -> Math.max(0, n)).toList();
    List<Integer> positiveAfter = after.stream().map(n -> Math.max(0, n)).toList();
    Pad pad = new Pad(new Padding.Explicit(positiveBefore, positiveAfter), mode, value);
    if (!cuts) {
      call.result(pad, call.operand(0));
      return;
    }
    if (mode != Pad.Mode.CONSTANT) {
      throw new UnsupportedException("`pads` is " + before + " and " + after + ", which cuts off and repeats");
    }
    List<Integer> axes = IntStream.range(0, rank).boxed().toList();
    Slice slice = new Slice(before.stream().map(n -> Math.max(0, -n)).toList(),
        after.stream().map(n -> n < 0 ? n : Integer.MAX_VALUE).toList(), axes, List.of());
    call.result(pad, call.add(slice, call.operand(0)));
  }

  private static void trilu(Call call) {
    long diagonal = call.has(1) ? Required.whole(call, 1, "the diagonal") : 0;
    call.result(new Trilu(Call.clamped(diagonal), call.integer("upper", 1) != 0), call.operand(0));
  }
}
