package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;
import static nacre.onnx.export.ops.Spellings.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.ir.Dim;
import nacre.ir.TensorType;
import nacre.ir.op.Expand;
import nacre.ir.op.Flatten;
import nacre.ir.op.Op;
import nacre.ir.op.Reshape;
import nacre.ir.op.Squeeze;
import nacre.ir.op.Tile;
import nacre.ir.op.Transpose;
import nacre.ir.op.Unsqueeze;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** The same elements in another shape or order. */
final class Shapes {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      entry(Flatten.class, (op, use) -> use.same("Flatten", use.all(), none().whole("axis", op.axis()),
          op.axis() > 0)),
      entry(Transpose.class, (op, use) -> op.permutation().isEmpty() ? same(use)
          : use.same("Transpose", none().wholes("perm", op.permutation()))),
      entry(Squeeze.class, (op, use) -> axes("Squeeze", use, op.axes())),
      entry(Unsqueeze.class, (op, use) -> axes("Unsqueeze", use, op.axes())),
      entry(Tile.class, (op, use) -> op.repeats().isEmpty() ? same(use)
          : use.same("Tile", List.of(use.in(0), use.wholes(op.repeats())), none())),
      entry(Reshape.class, Shapes::reshape), entry(Expand.class, Shapes::expand));

  private Shapes() {}

  private static List<String> same(Use use) {
    return List.of(use.add("Identity", use.in(0)));
  }

  private static List<String> axes(String operator, Use use, List<Integer> axes) {
    boolean exact = axes.stream().sorted().toList().equals(axes) && axes.stream().allMatch(axis -> axis >= 0);
    return axes.isEmpty() ? same(use)
        : use.same(operator, List.of(use.in(0), use.wholes(axes)), none(), exact);
  }

  private static List<String> reshape(Reshape op, Use use) {
    Optional<List<Integer>> literal = literal(op.shape(), use.type(0));
    boolean empty = op.shape().stream().anyMatch(dim -> dim.is(0));
    if (literal.isEmpty()) {
      return List.of(use.add("Reshape", List.of(use.in(0), use.shape(op.shape())), none().flag("allowzero", empty)));
    }
    boolean exact = !literal.get().contains(-1) || op.shape().contains(Dim.UNKNOWN);
    return use.same("Reshape", List.of(use.in(0), use.wholes(literal.get())), none().flag("allowzero", empty), exact);
  }

  /** Numbers alone: 0 for an extent that is there already, -1 for the only one that is left. */
  private static Optional<List<Integer>> literal(List<Dim> shape, TensorType x) {
    boolean empty = shape.stream().anyMatch(dim -> dim.is(0));
    List<Integer> literal = new ArrayList<>();
    for (int axis = 0; axis < shape.size(); axis++) {
      Dim dim = shape.get(axis);
      boolean kept = !empty && axis < x.rank() && dim.provablyEquals(x.dim(axis));
      literal.add(dim instanceof Dim.Known(long size) ? Math.toIntExact(size) : kept ? 0 : -1);
    }
    long left = literal.stream().filter(extent -> extent == -1).count();
    return left > 1 || left == 1 && empty ? Optional.empty() : Optional.of(literal);
  }

  private static List<String> expand(Expand op, Use use) {
    boolean known = op.shape().stream().allMatch(dim -> dim instanceof Dim.Known);
    String shape = use.shape(op.shape());
    return known ? use.same("Expand", List.of(use.in(0), shape), none(), !op.shape().isEmpty())
        : List.of(use.add("Expand", use.in(0), shape));
  }
}
