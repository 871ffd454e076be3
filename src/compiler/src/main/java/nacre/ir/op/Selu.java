package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/**
 * {@code gamma * x} above 0, {@code gamma * alpha * (exp(x) - 1)} elsewhere; Klambauer et al. (2017). The settings that
 * are the default keep mean 0 and variance 1 from layer to layer.
 */
public record Selu(double alpha, double gamma) implements Op, Activation, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("selu", Selu.class, "`gamma * elu(x, alpha)`, element by element")
      .input("x", "any tensor of reals")
      .attribute("alpha", SettingKind.REAL, Attr.of(1.6732632423543772), "how far below 0 the exponential goes")
      .attribute("gamma", SettingKind.REAL, Attr.of(1.0507009873554805), "what everything is multiplied by")
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
    return gamma * (x > 0 ? x : alpha * Math.expm1(x));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateUnary(evaluation, this::apply);
  }

  /** {@code gamma * elu(x, alpha)}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    return List.of(formula.times(formula.of(new Elu(alpha), operands.getFirst()), gamma));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
