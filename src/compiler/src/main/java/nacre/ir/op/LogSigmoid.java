package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** {@code log(1 / (1 + exp(-x)))}, element by element: the log of {@link Sigmoid} (PyTorch {@code LogSigmoid}). */
public record LogSigmoid() implements Op, Activation, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec
      .of("log_sigmoid", LogSigmoid.class, "`log(1 / (1 + exp(-x)))`, element by element")
      .input("x", "any tensor of reals")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return Elementwise.inferUnary(context);
  }

  @Override
  public double apply(double x) {
    return -Softplus.softplus(-x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateUnary(evaluation, this::apply);
  }

  /** {@code -softplus(-x)}: no exponential overflows. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    Operand negative = f.of(new Neg(), operands.getFirst());
    return List.of(f.of(new Neg(), f.of(new Softplus(), negative)));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
