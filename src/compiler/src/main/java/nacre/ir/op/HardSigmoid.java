package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/**
 * {@code min(max(alpha * x + beta, 0), 1)}: straight lines for the logistic function.
 *
 * @param alpha its slope between 0 and 1
 * @param beta  its value at 0
 */
public record HardSigmoid(double alpha, double beta) implements Op, Activation, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec
      .of("hard_sigmoid", HardSigmoid.class, "`alpha * x + beta`, but at least 0 and at most 1")
      .input("x", "any tensor of reals")
      .attribute("alpha", SettingKind.REAL, Attr.of(1 / 6.0), "the slope between 0 and 1")
      .attribute("beta", SettingKind.REAL, Attr.of(0.5), "the result at 0")
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
    return Math.min(Math.max(alpha * x + beta, 0), 1);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateUnary(evaluation, this::apply);
  }

  /** {@code clip(alpha * x + beta, 0, 1)}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    Operand line = formula.plus(formula.times(operands.getFirst(), alpha), beta);
    return List.of(formula.of(new Clip(0, 1), line));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
