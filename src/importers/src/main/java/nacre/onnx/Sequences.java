package nacre.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.Concat;
import nacre.ir.op.Identity;
import nacre.ir.op.Split;
import nacre.ir.op.Squeeze;
import nacre.ir.op.Unsqueeze;

/** Sequences of tensors whose course is known: they are lists while a model is imported, and nothing of them is left. */
final class Sequences {
  static final List<Operator> ALL = List.of(
      Operator.of("SequenceEmpty", Sequences::empty).ignores("dtype"),
      Operator.of("SequenceConstruct", Sequences::construct).inputs("inputs..."),
      Operator.of("SequenceInsert", Sequences::insert).inputs("input_sequence", "tensor", "position!"),
      Operator.of("SequenceErase", Sequences::erase).inputs("input_sequence", "position!"),
      Operator.of("SequenceAt", Sequences::at).inputs("input_sequence", "position!"),
      Operator.of("SequenceLength", Sequences::length).inputs("input_sequence"),
      Operator.of("SplitToSequence", Sequences::split).inputs("input", "split!").attributes("axis", "keepdims"),
      Operator.of("ConcatFromSequence", Sequences::concat).inputs("input_sequence").attributes("axis", "new_axis"));

  private static final int MOST_PIECES = 4096;

  private Sequences() {}

  private static void bind(Call call, List<Operand> items) {
    call.bindAll(List.of(new Bound.Sequence(items)));
  }

  private static List<Operand> items(Call call) {
    if (call.bound(0) instanceof Bound.Sequence(List<Operand> items)) {
      return items;
    }
    throw new UnsupportedException("its first input is no sequence that is known");
  }

  private static void empty(Call call) {
    bind(call, List.of());
  }

  private static void construct(Call call) {
    bind(call, call.operands());
  }

  /** A place counted from the front; {@code last} where nothing is said. */
  private static int place(Call call, int input, int size, int last) {
    if (last < 0) {
      throw new InvalidModelException("found an empty sequence, required one with something in it");
    }
    if (!call.has(input)) {
      return last;
    }
    int said = Call.clamped(Required.whole(call, input, "the place"));
    int place = said < 0 ? said + size : said;
    if (place < 0 || place > last) {
      throw new InvalidModelException("found place " + said + " in a sequence of " + size);
    }
    return place;
  }

  private static void insert(Call call) {
    List<Operand> items = new ArrayList<>(items(call));
    items.add(place(call, 2, items.size(), items.size()), call.operand(1));
    bind(call, items);
  }

  private static void erase(Call call) {
    List<Operand> items = new ArrayList<>(items(call));
    items.remove(place(call, 1, items.size(), items.size() - 1));
    bind(call, items);
  }

  private static void at(Call call) {
    List<Operand> items = items(call);
    call.result(new Identity(), items.get(place(call, 1, items.size(), items.size() - 1)));
  }

  private static void length(Call call) {
    int size = items(call).size();
    call.known(Tensor.integers(DType.I64, new int[0], _ -> size));
  }

  private static void split(Call call) {
    TensorType x = call.type(0);
    int axis = call.axis(call.integer("axis", 0), x.rank());
    boolean keep = call.integer("keepdims", 1) != 0 || call.has(1);
    int extent = Math.toIntExact(x.dim(axis).known().orElseThrow(
        () -> new UnsupportedException("how many pieces there are is not known")));
    if (extent > MOST_PIECES) {
      throw new UnsupportedException("there may be " + extent + " pieces");
    }
    List<Integer> sizes = call.has(1) ? sizes(call, extent) : Collections.nCopies(extent, 1);
    if (sizes.isEmpty()) {
      bind(call, List.of());
      return;
    }
    List<Operand> pieces = call.main(new Split(1, sizes, axis), List.of(call.operand(0)));
    bind(call, keep ? pieces : pieces.stream().map(piece -> call.add(new Squeeze(List.of(axis)), piece)).toList());
  }

  /** One number is the extent of all pieces but the last. */
  private static List<Integer> sizes(Call call, int extent) {
    List<Integer> said = Required.ints(call, 1, "the extents of the pieces");
    if (call.rank(1) > 0) {
      return said;
    }
    int each = said.getFirst();
    if (each < 1) {
      throw new InvalidModelException("found pieces of extent " + each);
    }
    List<Integer> sizes = new ArrayList<>(Collections.nCopies(extent / each, each));
    if (extent % each != 0) {
      sizes.add(extent % each);
    }
    return sizes;
  }

  private static void concat(Call call) {
    List<Operand> items = items(call);
    if (items.isEmpty()) {
      throw new InvalidModelException("found no tensor to put together");
    }
    boolean apart = call.flag("new_axis");
    int rank = call.tensor(items.getFirst()).rank() + (apart ? 1 : 0);
    int axis = call.axis(call.integer("axis"), rank);
    List<Operand> parts = apart
        ? items.stream().map(item -> call.add(new Unsqueeze(List.of(axis)), item)).toList()
        : items;
    call.result(parts.size() == 1 ? new Identity() : new Concat(axis), parts);
  }
}
