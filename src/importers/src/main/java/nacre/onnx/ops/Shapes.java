package nacre.onnx.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.Cast;
import nacre.ir.op.Dropout;
import nacre.ir.op.Expand;
import nacre.ir.op.Flatten;
import nacre.ir.op.Identity;
import nacre.ir.op.Reshape;
import nacre.ir.op.ShapeOf;
import nacre.ir.op.SizeOf;
import nacre.ir.op.Slice;
import nacre.ir.op.Squeeze;
import nacre.ir.op.Tile;
import nacre.ir.op.Transpose;
import nacre.ir.op.Unsqueeze;
import nacre.onnx.Call;
import nacre.onnx.ElementTypes;
import nacre.onnx.Operator;
import nacre.onnx.Required;

/** The same elements in another shape, order or element type. */
final class Shapes {
  static final List<Operator> ALL = List.of(
      Operator.of("Identity", call -> call.result(new Identity(), call.operand(0))).inputs("input"),
      Operator.of("Dropout", Shapes::dropout).inputs("data").inputs(12, "data", "ratio!", "training_mode!")
          .attributes("ratio").ignores("seed", "consumed_inputs", "is_test").results("output")
          .results(12, "output", "mask"),
      Operator.of("Cast", Shapes::cast).inputs("input").attributes("to").ignores("saturate", "round_mode"),
      Operator.of("CastLike", Shapes::castLike).inputs("input", "target_type").ignores("saturate", "round_mode"),
      Operator.of("Reshape", Shapes::reshape).inputs("data").inputs(5, "data", "shape!").attributes("allowzero")
          .attributesBefore(5, "shape").ignores("consumed_inputs"),
      Operator.of("Flatten", Shapes::flatten).inputs("input").attributes("axis"),
      Operator.of("Transpose", Shapes::transpose).inputs("data").attributes("perm"),
      Operator.of("Squeeze", Shapes::squeeze).inputs("data").inputs(13, "data", "axes!").attributesBefore(13, "axes"),
      Operator.of("Unsqueeze", Shapes::unsqueeze).inputs("data").inputs(13, "data", "axes!").attributesBefore(13,
          "axes"),
      Operator.of("Expand", Shapes::expand).inputs("input", "shape!"),
      Operator.of("Tile", Shapes::tile).since(6).inputs("input", "repeats!"),
      Operator.of("Shape", Shapes::shape).inputs("data").attributes("start", "end"),
      Operator.of("Size", call -> call.result(new SizeOf(), call.operand(0))).inputs("data"));

  private Shapes() {}

  /** A tensor whose first axis stands below axis {@code axis} of {@code rank}, with extents of 1 behind its last. */
  static Operand alignedAt(Call call, Operand operand, int axis, int rank) {
    int own = call.tensor(operand).rank();
    int behind = rank - axis - own;
    if (behind < 0) {
      throw new InvalidModelException("found rank " + own + " at axis " + axis + " of rank " + rank);
    }
    return behind == 0 ? operand
        : call.add(new Unsqueeze(IntStream.range(own, own + behind).boxed().toList()), operand);
  }

  private static void dropout(Call call) {
    double rate = call.real("ratio", 0.5);
    boolean training = call.opset() >= 12 && call.has(2)
        && Required.whole(call, 2, "whether it is training") != 0;
    if (call.has(1)) {
      rate = training ? Required.real(call, 1, "the ratio")
          : call.contents(1).filter(given -> given.elements() == 1).map(given -> given.real(0)).orElse(rate);
    }
    if (training && rate > 0) {
      throw new UnsupportedException("it drops elements at random, as in training");
    }
    Operand y = call.main(rate < 1 ? new Dropout(rate) : new Identity(), call.operand(0));
    call.results(y, call.wants(1) ? allKept(call) : Operand.ABSENT);
  }

  /** The mask of what is not dropped: everything. */
  private static Operand allKept(Call call) {
    TensorType x = call.type(0);
    Operand one = Activations.number(call, DType.BOOL, 1);
    return x.rank() == 0 ? one : call.add(new Expand(x.dims()), one);
  }

  private static void cast(Call call) {
    DType to;
    if (call.opset() < 6) {
      String name = call.word("to", "");
      to = IntStream.rangeClosed(1, 16).filter(i -> ElementTypes.name(i).equalsIgnoreCase(name)).boxed()
          .flatMap(i -> ElementTypes.of(i).stream()).findFirst()
          .orElseThrow(() -> new UnsupportedException("`to` is `" + name + "`"));
    } else {
      int number = call.integer("to");
      to = ElementTypes.of(number)
          .orElseThrow(() -> new UnsupportedException("`to` is " + ElementTypes.name(number)));
    }
    call.result(new Cast(to), call.operand(0));
  }

  private static void castLike(Call call) {
    DType to = call.dtype(1);
    call.result(new Cast(to), call.operand(0));
  }

  private static void reshape(Call call) {
    TensorType x = call.type(0);
    boolean zeros = call.flag("allowzero");
    List<Dim> shape;
    if (call.opset() < 5) {
      shape = said(call.ints("shape").orElse(List.of()), x, zeros);
    } else if (call.contents(1).isEmpty() && call.extents(1).isPresent()) {
      shape = call.extents(1).orElseThrow();
    } else {
      shape = said(Required.ints(call, 1, "the shape"), x, zeros);
    }
    if (shape.stream().filter(dim -> dim instanceof Dim.Unknown).count() > 1) {
      throw new UnsupportedException("more than one of the extents " + shape + " is not known");
    }
    call.result(new Reshape(shape), call.operand(0));
  }

  /** -1 is what is left, 0 the extent that is there already. */
  private static List<Dim> said(List<Integer> shape, TensorType x, boolean zeros) {
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < shape.size(); axis++) {
      int extent = shape.get(axis);
      if (extent == 0 && !zeros && axis >= x.rank() || extent < -1) {
        throw new InvalidModelException("found the shape " + shape + " for " + x);
      }
      dims.add(extent == -1 ? Dim.UNKNOWN : extent == 0 && !zeros ? x.dim(axis) : Dim.of(extent));
    }
    return dims;
  }

  private static void flatten(Call call) {
    int rank = call.rank(0);
    int said = call.integer("axis", 1);
    int axis = said < 0 ? said + rank : said;
    if (axis < 0 || axis > rank) {
      throw new InvalidModelException("found axis " + said + " for rank " + rank);
    }
    if (axis >= 1 && axis < rank) {
      call.result(new Flatten(axis), call.operand(0));
    } else {
      call.result(new Reshape(axis == 0 ? List.of(Dim.ONE, Dim.UNKNOWN) : List.of(Dim.UNKNOWN, Dim.ONE)),
          call.operand(0));
    }
  }

  private static void transpose(Call call) {
    int rank = call.rank(0);
    List<Integer> reversed = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    Collections.reverse(reversed);
    List<Integer> permutation = call.ints("perm").orElse(reversed);
    if (!permutation.stream().sorted().toList().equals(IntStream.range(0, rank).boxed().toList())) {
      throw new InvalidModelException("`perm` is " + permutation + " for rank " + rank);
    }
    call.result(rank == 0 ? new Identity() : new Transpose(permutation), call.operand(0));
  }

  /** Axes that an attribute says in old versions, and an input in new ones; counted from the front, rising. */
  static Optional<List<Integer>> axes(Call call, int version, int rank) {
    Optional<List<Integer>> said = call.opset() < version ? call.ints("axes")
        : call.has(1) ? Optional.of(Required.ints(call, 1, "the axes")) : Optional.empty();
    return said.map(axes -> axes.stream().map(axis -> call.axis(axis, rank)).sorted().toList());
  }

  private static void squeeze(Call call) {
    TensorType x = call.type(0);
    List<Integer> axes = axes(call, 13, x.rank()).orElseGet(
        () -> IntStream.range(0, x.rank()).filter(axis -> x.dim(axis).is(1)).boxed().toList());
    call.result(axes.isEmpty() ? new Identity() : new Squeeze(axes), call.operand(0));
  }

  private static void unsqueeze(Call call) {
    int said = call.opset() < 13 ? call.ints("axes").orElse(List.of()).size()
        : Required.ints(call, 1, "the axes").size();
    List<Integer> axes = axes(call, 13, call.rank(0) + said).orElse(List.of());
    call.result(axes.isEmpty() ? new Identity() : new Unsqueeze(axes), call.operand(0));
  }

  private static void expand(Call call) {
    List<Dim> shape = call.contents(1).isEmpty() && call.extents(1).isPresent() ? call.extents(1).orElseThrow()
        : Required.ints(call, 1, "the shape").stream().<Dim>map(Shapes::extent).toList();
    if (shape.contains(Dim.UNKNOWN)) {
      throw new UnsupportedException("one of the extents " + shape + " is not known");
    }
    call.result(shape.isEmpty() ? new Identity() : new Expand(shape), call.operand(0));
  }

  static Dim extent(int said) {
    if (said < 0) {
      throw new InvalidModelException("found the extent " + said);
    }
    return Dim.of(said);
  }

  private static void tile(Call call) {
    List<Integer> repeats = Required.ints(call, 1, "how often each axis is repeated");
    call.result(repeats.isEmpty() ? new Identity() : new Tile(repeats), call.operand(0));
  }

  private static void shape(Call call) {
    int rank = call.rank(0);
    int start = bound(call.integer("start", 0), rank);
    int end = bound(call.integer("end", rank), rank);
    if (start == 0 && end == rank) {
      call.result(new ShapeOf(), call.operand(0));
    } else {
      call.result(new Slice(List.of(start), List.of(Math.max(start, end)), List.of(0), List.of()),
          call.add(new ShapeOf(), call.operand(0)));
    }
  }

  private static int bound(int said, int rank) {
    return Math.clamp(said < 0 ? said + rank : said, 0, rank);
  }
}
