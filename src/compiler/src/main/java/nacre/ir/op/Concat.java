package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * Several tensors one after the other along an axis; all their other extents are equal.
 *
 * @param axis the axis along which they follow each other
 */
public record Concat(int axis) implements Op, TracksAxes, PreservesShift {
  static final OpSpec SPEC = OpSpec.of("concat", Concat.class, "several tensors one after the other along an axis")
      .inputList("values", "tensors of one element type, their extents equal but on `axis`")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "the axis along which they follow each other")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType first = context.tensor(0);
    ChannelParams.checkAxisExists(first, axis);
    Dim sum = first.dim(axis);
    for (int operand = 1; operand < context.size(); operand++) {
      TensorType other = context.tensor(operand);
      if (!fits(first, other)) {
        throw new TypeError(
            "found " + first + " and " + other + ", required one element type and extents that are equal "
                + "but on axis " + axis);
      }
      sum = sum.plus(other.dim(axis));
    }
    return List.of(first.withDims(Extents.with(first.dims(), axis, sum)));
  }

  private boolean fits(TensorType first, TensorType other) {
    boolean fits = first.dtype() == other.dtype() && first.rank() == other.rank();
    for (int i = 0; fits && i < first.rank(); i++) {
      fits = i == axis || first.dim(i).provablyEquals(other.dim(i));
    }
    return fits;
  }

  @Override
  public Optional<List<Dim>> contents(InferContext context) {
    List<Dim> all = new ArrayList<>();
    for (int operand = 0; operand < context.size(); operand++) {
      Optional<List<Dim>> own = Contents.row(context, operand);
      if (own.isEmpty() || context.tensor(operand).rank() != 1) {
        return Optional.empty();
      }
      all.addAll(own.get());
    }
    return Optional.of(all);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    int[] shape = evaluation.resultShape(0);
    int inner = Tensor.strides(shape)[axis];
    List<Integer> owners = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (int operand = 0; operand < evaluation.operands().size(); operand++) {
      int start = owners.size();
      for (int k = 0; k < evaluation.tensor(operand).dim(axis); k++) {
        owners.add(operand);
        starts.add(start);
      }
    }
    Tensor first = evaluation.tensor(0);
    return List.of(first.dtype().isReal()
        ? Tensor.reals(first.dtype(), shape, i -> {
          int at = i / inner % shape[axis];
          Tensor from = evaluation.tensor(owners.get(at));
          return from.real(source(i, shape, inner, from, starts.get(at)));
        })
        : Tensor.integers(first.dtype(), shape, i -> {
          int at = i / inner % shape[axis];
          Tensor from = evaluation.tensor(owners.get(at));
          return from.integer(source(i, shape, inner, from, starts.get(at)));
        }));
  }

  /** The element of an operand that starts at {@code start} on the axis of the result. */
  private int source(int i, int[] shape, int inner, Tensor from, int start) {
    int outer = i / inner / shape[axis];
    int at = i / inner % shape[axis] - start;
    return (outer * from.dim(axis) + at) * inner + i % inner;
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Concatenation(axis));
  }

  /** The axis of the concatenation holds other indices too, unless there is but one operand. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return from != axis || site.size() == 1 ? OptionalInt.of(from) : OptionalInt.empty();
  }

  /** A constant in one operand reaches only its part of the result. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return site.size() == 1;
  }
}
