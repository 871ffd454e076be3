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

/** Elements of an axis by index. */
public record Gather(int axis) implements Op, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("gather", Gather.class, "elements of an axis by index")
      .input("x", "any tensor")
      .input("indices", "whole numbers")
      .attribute("axis", SettingKind.AXIS, Attr.of(0), "the axis")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    if (context.tensor(1).dtype().isReal() || x.rank() == 0) {
      throw new nacre.ir.TypeError("found " + context.tensor(1) + ", required whole numbers");
    }
    List<Dim> dims = new ArrayList<>(x.dims().subList(0, axis));
    dims.addAll(context.tensor(1).dims());
    dims.addAll(x.dims().subList(axis + 1, x.rank()));
    return List.of(x.withDims(dims));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    Tensor indices = evaluation.tensor(1);
    int inner = Tensor.strides(x.shape())[axis];
    int count = indices.elements();
    return List.of(x.gathered(evaluation.resultShape(0), i -> {
      int index = (int) indices.integer(i / inner % count);
      return (i / inner / count * x.dim(axis) + (index < 0 ? index + x.dim(axis) : index)) * inner + i % inner;
    }));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Gather(axis));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return operand == 0 && from != axis ? OptionalInt.of(from < axis ? from : from + site.tensor(1).rank() - 1)
        : OptionalInt.empty();
  }
}
