package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * Parts of a tensor by number: {@code y[.., i, j, ..] = x[.., indices[i, j], ..]}. The axes of the indices stand where the axis
 * was.
 *
 * @param axis the axis along which indices count
 */
public record Gather(int axis) implements Op, TracksAxes, PreservesShift {
  public static final int X = 0;
  public static final int INDICES = 1;

  static final OpSpec SPEC = OpSpec.of("gather", Gather.class, "parts of a tensor by their numbers along an axis")
      .input("x", "any tensor")
      .input("indices", "whole numbers, negative from the end")
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
    ChannelParams.checkAxisExists(x, axis);
    Indexing.checkIndices(indices);
    List<Dim> dims = new ArrayList<>(x.dims().subList(0, axis));
    dims.addAll(indices.dims());
    dims.addAll(x.dims().subList(axis + 1, x.rank()));
    return List.of(x.withDims(dims));
  }

  @Override
  public Optional<List<Dim>> contents(InferContext context) {
    Optional<List<Dim>> from = context.contents(X);
    Optional<List<Dim>> places = context.contents(INDICES);
    if (from.isEmpty() || places.isEmpty() || context.tensor(X).rank() != 1) {
      return Optional.empty();
    }
    List<Dim> picked = new ArrayList<>();
    for (Dim place : places.get()) {
      if (place.known().isEmpty() || place.known().getAsLong() >= from.get().size()) {
        return Optional.empty();
      }
      picked.add(from.get().get((int) place.known().getAsLong()));
    }
    return Optional.of(picked);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    Tensor indices = evaluation.tensor(INDICES);
    int extent = x.dim(axis);
    int inner = Tensor.strides(x.shape())[axis];
    int count = indices.elements();
    return List.of(x.gathered(evaluation.resultShape(0), i -> {
      int outer = i / inner / count;
      return (outer * extent + Indexing.place(indices.integer(i / inner % count), extent)) * inner + i % inner;
    }));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Gather(axis));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    if (operand == INDICES) {
      return OptionalInt.of(axis + from);
    }
    int moved = from < axis ? from : from + site.tensor(INDICES).rank() - 1;
    return from == axis ? OptionalInt.empty() : OptionalInt.of(moved);
  }

  /** Every element keeps its value. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return operand == X;
  }
}
