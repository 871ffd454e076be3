package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * {@code max(0, x) + min(0, alpha * (exp(x / alpha) - 1))}, smooth for every {@code alpha}; Barron (2017).
 *
 * @param alpha how far below 0 results go, positive
 */
public record Celu(double alpha) implements Op, Activation, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("celu", Celu.class, "`x` where `x > 0`, else `alpha * (exp(x / alpha) - 1)`")
      .input("x", "any tensor of reals")
      .attribute("alpha", SettingKind.REAL, Attr.of(1.0), "how far below 0 results go")
      .build();

  public Celu {
    if (!(alpha > 0 && Double.isFinite(alpha))) {
      throw TypeError.at("alpha", "`alpha`: found " + alpha + ", required a positive number");
    }
  }

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
    return x > 0 ? x : alpha * Math.expm1(x / alpha);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateUnary(evaluation, this::apply);
  }

  /** {@code alpha * elu(x / alpha, 1)}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    Operand scaled = formula.times(operands.getFirst(), 1 / alpha);
    return List.of(formula.times(formula.of(new Elu(1), scaled), alpha));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
