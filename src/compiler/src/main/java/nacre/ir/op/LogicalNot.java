package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.DType;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/** True where the operand is not, element by element. */
public record LogicalNot() implements Op, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("logical_not", LogicalNot.class, "true where `x` is not, element by element")
      .input("x", "truth values")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    if (x.dtype() != DType.BOOL) {
      throw new TypeError("found " + x + ", required truth values (bool)");
    }
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    return List.of(Tensor.integers(DType.BOOL, x.shape(), i -> x.integer(i) == 0 ? 1 : 0));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Elementwise(Candidate.Elementwise.Function.NOT, 0, 0));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
