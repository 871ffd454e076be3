package nacre.onnx.ops;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.op.ArgMax;
import nacre.ir.op.ArgMin;
import nacre.ir.op.Candidate;
import nacre.ir.op.Gather;
import nacre.ir.op.GatherElements;
import nacre.ir.op.GatherNd;
import nacre.ir.op.Op;
import nacre.ir.op.ReverseSequence;
import nacre.ir.op.ScatterElements;
import nacre.ir.op.ScatterNd;
import nacre.ir.op.TopK;
import nacre.onnx.Call;
import nacre.onnx.Operator;
import nacre.onnx.Required;

/** Elements by their places, and places of elements. */
final class Indexing {
  private static final Object[] MEETINGS = {"none", "add", "mul", "max", "min"};
  static final List<Operator> ALL = List.of(
      Operator.of("Gather", Indexing::gather).inputs("data", "indices").attributes("axis"),
      Operator
          .of("GatherElements", call -> call.result(new GatherElements(axis(call)), call.operand(0), call.operand(1)))
          .inputs("data", "indices").attributes("axis"),
      Operator
          .of("GatherND",
              call -> call.result(new GatherNd(call.integer("batch_dims", 0)), call.operand(0), call.operand(1)))
          .inputs("data", "indices").attributes("batch_dims"),
      Operator.of("Scatter", call -> scatterElements(call, Candidate.Meeting.NONE)).inputs("data", "indices", "updates")
          .attributes("axis"),
      Operator.of("ScatterElements", call -> scatterElements(call, meeting(call))).inputs("data", "indices", "updates")
          .attributes("axis")
          .only("reduction", MEETINGS),
      Operator
          .of("ScatterND",
              call -> call.result(new ScatterNd(meeting(call)), call.operand(0), call.operand(1), call.operand(2)))
          .inputs("data", "indices", "updates").only("reduction", MEETINGS),
      Operator.of("ArgMax", call -> best(call, true)).inputs("data").attributes("axis", "keepdims",
          "select_last_index"),
      Operator.of("ArgMin", call -> best(call, false)).inputs("data").attributes("axis", "keepdims",
          "select_last_index"),
      Operator.of("TopK", Indexing::topK).inputs("X").inputs(10, "X", "K!").attributes("axis", "largest")
          .attributesBefore(10, "k").ignores("sorted").results("Values", "Indices"),
      Operator.of("NonZero", Indexing::nonZero).inputs("X!"),
      Operator.of("ReverseSequence", Indexing::reverse).inputs("input", "sequence_lens").attributes("batch_axis",
          "time_axis"));

  private static final int MOST_INDICES = 64;

  private Indexing() {}

  /** Indices that are known count from the front, where it is known how many there are. */
  private static void gather(Call call) {
    call.requireWhole(1);
    int axis = axis(call);
    OptionalLong extent = call.type(0).dim(axis).known();
    Optional<Tensor> known = call.contents(1).filter(
        indices -> !call.isExact() && extent.isPresent() && indices.elements() <= MOST_INDICES && hasNegative(indices));
    Operand indices = known.isEmpty() ? call.operand(1)
        : call.constant(Tensor.integers(known.get().dtype(), known.get().shape(),
            i -> known.get().integer(i) < 0 ? known.get().integer(i) + extent.getAsLong() : known.get().integer(i)));
    call.result(new Gather(axis), call.operand(0), indices);
  }

  private static boolean hasNegative(Tensor indices) {
    return IntStream.range(0, indices.elements()).anyMatch(i -> indices.integer(i) < 0);
  }

  private static int axis(Call call) {
    return call.axis(call.integer("axis", 0), call.rank(0));
  }

  private static void scatterElements(Call call, Candidate.Meeting meeting) {
    call.result(new ScatterElements(axis(call), meeting), call.operand(0), call.operand(1), call.operand(2));
  }

  private static Candidate.Meeting meeting(Call call) {
    return Candidate.Meeting.valueOf(call.word("reduction", "none").toUpperCase(Locale.ROOT));
  }

  private static void best(Call call, boolean greatest) {
    int axis = axis(call);
    boolean keep = call.integer("keepdims", 1) != 0;
    boolean last = call.flag("select_last_index");
    Op op = greatest ? new ArgMax(axis, keep, last) : new ArgMin(axis, keep, last);
    call.result(op, call.operand(0));
  }

  /** Places of what is not 0, one axis a row, where all of it is known. */
  private static void nonZero(Call call) {
    Tensor x = call.required(0, "what is looked at");
    int[] places = IntStream.range(0, x.elements()).filter(i -> x.real(i) != 0).toArray();
    int[] strides = Tensor.strides(x.shape());
    call.known(Tensor.integers(DType.I64, new int[] {x.rank(), places.length}, i -> {
      int axis = i / places.length;
      return places[i % places.length] / strides[axis] % x.dim(axis);
    }));
  }

  private static void reverse(Call call) {
    call.result(new ReverseSequence(call.integer("batch_axis", 1), call.integer("time_axis", 0)), call.operand(0),
        call.operand(1));
  }

  private static void topK(Call call) {
    int axis = call.axis(call.integer("axis", -1), call.rank(0));
    boolean largest = call.integer("largest", 1) != 0;
    int k = call.opset() < 10 ? call.integer("k") : Call.clamped(Required.whole(call, 1, "how many"));
    if (k < 1) {
      throw new UnsupportedException("`k` is " + k);
    }
    call.results(call.main(new TopK(k, axis, largest), List.of(call.operand(0))));
  }
}
