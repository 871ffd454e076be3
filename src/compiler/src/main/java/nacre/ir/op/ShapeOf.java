package nacre.ir.op;

import java.util.List;
import java.util.Optional;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/** The extents of a tensor, known while types are inferred wherever they are numbers or symbols. */
public record ShapeOf() implements Op, Decomposes {
  static final OpSpec SPEC = OpSpec.of("shape", ShapeOf.class, "the extents of a tensor, i64")
      .input("x", "any tensor")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return List.of(TensorType.of(DType.I64, context.tensor(0).rank()));
  }

  @Override
  public Optional<List<Dim>> contents(InferContext context) {
    return Optional.of(context.tensor(0).dims());
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    return List.of(Tensor.integers(DType.I64, new int[] {x.rank()}, x::dim));
  }

  /** A constant, or the extents one after the other where some are symbols. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    List<Dim> dims = site.tensor(0).dims();
    if (dims.stream().allMatch(dim -> dim.known().isPresent())) {
      return List.of(formula.integers(dims.stream().mapToLong(dim -> dim.known().orElseThrow()).toArray()));
    }
    Counting counting = new Counting(formula);
    return List.of(sink.add(new Concat(0), dims.stream().map(counting::extent).toList()));
  }
}
