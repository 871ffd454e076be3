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
import nacre.ir.TypeError;

/**
 * Slices of a tensor at places: the last axis of the indices holds a place on the axes after the batch.
 *
 * @param batchDims leading axes that both operands have in common
 */
public record GatherNd(int batchDims) implements Op, TracksAxes {
  public static final int X = 0;
  public static final int INDICES = 1;

  static final OpSpec SPEC = OpSpec
      .of("gather_nd", GatherNd.class, "slices of a tensor at places; the last axis of `indices` holds a place")
      .input("x", "any tensor")
      .input("indices", "whole numbers [..., axes], negative from the end")
      .attribute("batch_dims", new SettingKind.Int(0), Attr.of(0), "leading axes that both have in common")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(X);
    TensorType indices = context.tensor(INDICES);
    int depth = Indexing.depth(x, indices, batchDims);
    boolean fits = batchDims < indices.rank();
    for (int axis = 0; fits && axis < batchDims; axis++) {
      fits = x.dim(axis).provablyEquals(indices.dim(axis));
    }
    if (!fits) {
      throw TypeError.at("batch_dims", "`batch_dims`: found " + batchDims + " for " + x + " and " + indices
          + ", required leading axes that are equal");
    }
    List<Dim> dims = new ArrayList<>(indices.dims().subList(0, indices.rank() - 1));
    dims.addAll(x.dims().subList(batchDims + depth, x.rank()));
    return List.of(x.withDims(dims));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    Tensor indices = evaluation.tensor(INDICES);
    int[] shape = evaluation.resultShape(0);
    int outer = indices.rank() - 1;
    int depth = indices.dim(outer);
    int[] strides = Tensor.strides(x.shape());
    int[] rows = Tensor.strides(indices.shape());
    return List.of(x.gathered(shape, i -> {
      int[] at = Coordinates.of(i, shape);
      int row = 0;
      for (int axis = 0; axis < outer; axis++) {
        row += at[axis] * rows[axis];
      }
      int from = 0;
      for (int axis = 0; axis < x.rank(); axis++) {
        int k = axis - batchDims;
        int place = k < 0
            ? at[axis]
            : k < depth ? Indexing.place(indices.integer(row + k), x.dim(axis)) : at[outer + k - depth];
        from += place * strides[axis];
      }
      return from;
    }));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.GatherNd(batchDims));
  }

  /** Batch axes and those that no place names stay, and those of the indices but the last. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    TensorType indices = site.tensor(INDICES);
    int outer = indices.rank() - 1;
    if (operand == INDICES) {
      return from < outer ? OptionalInt.of(from) : OptionalInt.empty();
    }
    int after = from - batchDims - Math.toIntExact(indices.dims().getLast().known().orElseThrow());
    return from < batchDims ? OptionalInt.of(from) : after >= 0 ? OptionalInt.of(outer + after) : OptionalInt.empty();
  }
}
