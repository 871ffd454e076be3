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

/** How many elements a tensor has, known while types are inferred wherever its extents are. */
public record SizeOf() implements Op, Decomposes {
  static final OpSpec SPEC = OpSpec.of("size", SizeOf.class, "how many elements a tensor has, i64")
      .input("x", "any tensor")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    context.tensor(0);
    return List.of(TensorType.of(DType.I64));
  }

  @Override
  public Optional<List<Dim>> contents(InferContext context) {
    return Optional.of(List.of(context.tensor(0).shape().elements()));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    int elements = evaluation.tensor(0).elements();
    return List.of(Tensor.integers(DType.I64, new int[0], _ -> elements));
  }

  /** The product of the extents. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    Counting counting = new Counting(formula);
    Operand product = site.tensor(0).dims().stream().map(counting::extent).reduce(formula.integers(1), formula::times);
    return List.of(formula.reshaped(product, List.of()));
  }
}
