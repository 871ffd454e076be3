package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * A copy of a tensor in which {@code y[.., indices[.., i, ..], ..]} meets {@code updates[.., i, ..]}: every update says
 * to where along an axis it goes. Updates of one place come in row-major order.
 *
 * @param axis      the axis of {@code i}
 * @param reduction what becomes of an element that an update meets
 */
public record ScatterElements(int axis, Candidate.Meeting reduction) implements Op, TracksAxes {
  public static final int X = 0;
  public static final int INDICES = 1;
  public static final int UPDATES = 2;

  static final OpSpec SPEC = OpSpec
      .of("scatter_elements", ScatterElements.class, "every element of `updates` goes to a place along an axis")
      .input("x", "any tensor")
      .input("indices", "whole numbers of the same rank, negative from the end")
      .input("updates", "a tensor of the element type of `x` and the shape of `indices`")
      .attribute("axis", SettingKind.AXIS, Attr.of(0), "the axis along which indices count")
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
    Indexing.checkAlongside(x, indices, axis);
    Indexing.checkUpdates(context.tensor(UPDATES), x.withDims(indices.dims()));
    Updates.check(x, reduction);
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    Tensor indices = evaluation.tensor(INDICES);
    int[] shape = indices.shape();
    int[] strides = Tensor.strides(x.shape());
    Updates updates = new Updates(x, reduction);
    for (int i = 0; i < indices.elements(); i++) {
      int[] at = Coordinates.of(i, shape);
      at[axis] = Indexing.place(indices.integer(i), x.dim(axis));
      updates.meet(Coordinates.flat(at, strides), evaluation.tensor(UPDATES), i);
    }
    return List.of(updates.result());
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.ScatterElements(axis, reduction));
  }

  /** Beside the axis that indices count along, everything stays in its place. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    boolean same = site.tensor(operand).dim(from).provablyEquals(site.result(0).dim(from));
    return same && (from != axis || operand == X) ? OptionalInt.of(from) : OptionalInt.empty();
  }
}
