package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * {@code y[.., i, ..] = x[.., indices[.., i, ..], ..]}: every element says from where along an axis it comes.
 *
 * @param axis the axis of {@code i}
 */
public record GatherElements(int axis) implements Op, TracksAxes {
  public static final int X = 0;
  public static final int INDICES = 1;

  static final OpSpec SPEC = OpSpec
      .of("gather_elements", GatherElements.class, "every element of `indices` says what to read along an axis")
      .input("x", "any tensor")
      .input("indices", "whole numbers of the same rank, negative from the end")
      .attribute("axis", SettingKind.AXIS, Attr.of(0), "the axis along which indices count")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(X);
    TensorType indices = context.tensor(INDICES);
    Indexing.checkAlongside(x, indices, axis);
    return List.of(x.withDims(indices.dims()));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    Tensor indices = evaluation.tensor(INDICES);
    int[] shape = indices.shape();
    int[] strides = Tensor.strides(x.shape());
    return List.of(x.gathered(shape, i -> {
      int[] at = Coordinates.of(i, shape);
      at[axis] = Indexing.place(indices.integer(i), x.dim(axis));
      return Coordinates.flat(at, strides);
    }));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.GatherElements(axis));
  }

  /** The axis that indices count along holds other indices of {@code x}, but those of the indices themselves. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    boolean same = site.tensor(operand).dim(from).provablyEquals(site.result(0).dim(from));
    return same && (from != axis || operand == INDICES) ? OptionalInt.of(from) : OptionalInt.empty();
  }
}
