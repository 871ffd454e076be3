package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;

import java.util.List;
import java.util.stream.IntStream;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.op.ScaledDotProductAttention;
import nacre.onnx.export.Use;

/** Attention of rows to the places up to their own, where the number of either is known only when the model runs. */
record CausalAttention(ScaledDotProductAttention op, Use use) {
  private static final int QUERY = ScaledDotProductAttention.QUERY;
  private static final int KEY = ScaledDotProductAttention.KEY;
  private static final int MASK = ScaledDotProductAttention.MASK;

  /** Whether the mask cannot be a constant. */
  boolean isOpen() {
    return op.causal() && !(places(QUERY) instanceof Dim.Known && places(KEY) instanceof Dim.Known);
  }

  private Dim places(int operand) {
    return use.type(operand).dim(use.rank(operand) - 2);
  }

  List<String> spelled() {
    int rank = use.rank(KEY);
    List<Integer> swapped =
        IntStream.range(0, rank).map(i -> i < rank - 2 ? i : 2 * rank - 3 - i).boxed().toList();
    double factor = op.scale() != 0 ? op.scale()
        : 1 / Math.sqrt((double) Use.known(use.type(QUERY).dims().getLast()));
    String query = use.add("Mul", use.in(QUERY), use.number(use.dtype(), factor));
    String scores = use.add("MatMul", query,
        use.add("Transpose", List.of(use.in(KEY)), none().wholes("perm", swapped)));
    if (use.has(MASK)) {
      scores = use.type(MASK).dtype() == DType.BOOL ? seen(use.in(MASK), scores)
          : use.add("Add", scores, use.in(MASK));
    }
    String rows = use.add("Unsqueeze", counted(QUERY), use.wholes(1));
    String weights = use.add("Softmax", seen(use.add("LessOrEqual", counted(KEY), rows), scores));
    return List.of(use.add("MatMul", weights, use.in(ScaledDotProductAttention.VALUE)));
  }

  private String seen(String condition, String scores) {
    return use.add("Where", condition, scores, use.number(use.dtype(), Double.NEGATIVE_INFINITY));
  }

  /** The places of an operand, from 0. */
  private String counted(int operand) {
    int axis = use.rank(operand) - 2;
    String extent = use.add("Shape", List.of(use.in(operand)), none().whole("start", axis).whole("end", axis + 1L));
    return use.add("Range", use.whole(0), use.add("Squeeze", extent, use.wholes(0)), use.whole(1));
  }
}
