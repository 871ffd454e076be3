package nacre.onnx.ops;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
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
import nacre.onnx.Mapping;
import nacre.onnx.Required;
import nacre.onnx.UnsupportedException;

/** Elements by their places, and places of elements. */
final class Indexing {
  static final Map<String, Mapping> ALL = Map.ofEntries(
      Map.entry("Gather", Indexing::gather),
      Map.entry("GatherElements",
          call -> call.result(new GatherElements(axis(call)), call.operand(0), call.operand(1))),
      Map.entry("GatherND",
          call -> call.result(new GatherNd(call.integer("batch_dims", 0)), call.operand(0), call.operand(1))),
      Map.entry("Scatter", Indexing::scatterElements), Map.entry("ScatterElements", Indexing::scatterElements),
      Map.entry("ScatterND",
          call -> call.result(new ScatterNd(meeting(call)), call.operand(0), call.operand(1), call.operand(2))),
      Map.entry("ArgMax", call -> best(call, true)), Map.entry("ArgMin", call -> best(call, false)),
      Map.entry("TopK", Indexing::topK), Map.entry("NonZero", Indexing::nonZero),
      Map.entry("ReverseSequence", Indexing::reverse));

  private static final int MOST_INDICES = 64;

  private Indexing() {}

  /** Indices that are known count from the front, where it is known how many there are. */
  private static void gather(Call call) {
    int axis = axis(call);
    OptionalLong extent = call.type(0).dim(axis).known();
    Optional<Tensor> known = call.contents(1).filter(
        indices -> !indices.dtype().isReal() && extent.isPresent() && indices.elements() <= MOST_INDICES
            && hasNegative(indices));
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

  private static void scatterElements(Call call) {
    call.result(new ScatterElements(axis(call), meeting(call)), call.operand(0), call.operand(1), call.operand(2));
  }

  private static Candidate.Meeting meeting(Call call) {
    String word = call.word("reduction", "none");
    return switch (word) {
      case "none" -> Candidate.Meeting.NONE;
      case "add" -> Candidate.Meeting.ADD;
      case "mul" -> Candidate.Meeting.MUL;
      case "max" -> Candidate.Meeting.MAX;
      case "min" -> Candidate.Meeting.MIN;
      default -> throw new UnsupportedException("`reduction` is `" + word + "`");
    };
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
    call.ignore("sorted");
    int k = call.opset() < 10 ? call.integer("k") : Call.clamped(Required.whole(call, 1, "how many"));
    if (k < 1) {
      throw new UnsupportedException("`k` is " + k);
    }
    call.results(call.main(new TopK(k, axis, largest), List.of(call.operand(0))));
  }
}
