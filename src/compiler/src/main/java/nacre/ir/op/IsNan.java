package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/** True where an element is no number, as 0/0 is none. */
public record IsNan() implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("is_nan", IsNan.class, "true where `x` is no number")
      .input("x", "any tensor of reals")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    Elementwise.inferUnary(context);
    return List.of(new TensorType(DType.BOOL, context.tensor(0).shape()));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    return List.of(Tensor.integers(DType.BOOL, x.shape(), i -> Double.isNaN(x.real(i)) ? 1 : 0));
  }

  /** {@code not (x == x)}: nothing else differs from itself. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    Operand x = operands.getFirst();
    return List.of(formula.of(new LogicalNot(), formula.of(new Equal(), x, x)));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
