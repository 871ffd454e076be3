package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * A copy of a tensor in which slices at places meet updates: the last axis of the indices holds a place on the first
 * axes. Updates of one place come in row-major order.
 *
 * @param reduction what becomes of an element that an update meets
 */
public record ScatterNd(Candidate.Meeting reduction) implements Op, TracksAxes {
  public static final int X = 0;
  public static final int INDICES = 1;
  public static final int UPDATES = 2;

  static final OpSpec SPEC = OpSpec
      .of("scatter_nd", ScatterNd.class, "slices of `updates` go to places; the last axis of `indices` holds a place")
      .input("x", "any tensor")
      .input("indices", "whole numbers [..., axes], negative from the end")
      .input("updates", "a tensor of the element type of `x`: the axes of `indices` but the last, then a slice's")
      .attribute("reduction", SettingKind.words(Candidate.Meeting.class), new Attr.Word("none"),
          "how an element and an update become one; `none`: the last update stays")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(X);
    TensorType indices = context.tensor(INDICES);
    int depth = Indexing.depth(x, indices, 0);
    List<Dim> dims = new ArrayList<>(indices.dims().subList(0, indices.rank() - 1));
    dims.addAll(x.dims().subList(depth, x.rank()));
    Indexing.checkUpdates(context.tensor(UPDATES), x.withDims(dims));
    Updates.check(x, reduction);
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    Tensor indices = evaluation.tensor(INDICES);
    int depth = indices.dim(indices.rank() - 1);
    int[] strides = Tensor.strides(x.shape());
    int slice = strides[depth - 1];
    Updates updates = new Updates(x, reduction);
    for (int i = 0; i < evaluation.tensor(UPDATES).elements(); i++) {
      int to = i % slice;
      for (int axis = 0; axis < depth; axis++) {
        to += Indexing.place(indices.integer(i / slice * depth + axis), x.dim(axis)) * strides[axis];
      }
      updates.meet(to, evaluation.tensor(UPDATES), i);
    }
    return List.of(updates.result());
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.ScatterNd(reduction));
  }

  /** Axes of the slices stay; those that places name only in the tensor itself. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    TensorType indices = site.tensor(INDICES);
    int moved = from - (indices.rank() - 1) + Math.toIntExact(indices.dims().getLast().known().orElseThrow());
    boolean ofSlice = operand == UPDATES && from >= indices.rank() - 1;
    return operand == X ? OptionalInt.of(from) : ofSlice ? OptionalInt.of(moved) : OptionalInt.empty();
  }
}
