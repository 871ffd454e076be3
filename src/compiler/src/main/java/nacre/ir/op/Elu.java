package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * {@code x} above 0, {@code alpha * (exp(x) - 1)} elsewhere; Clevert et al. (2015).
 *
 * @param alpha how far below 0 results go, finite
 */
public record Elu(double alpha) implements Op, Activation, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("elu", Elu.class, "`x` where `x > 0`, else `alpha * (exp(x) - 1)`")
      .input("x", "any tensor of reals")
      .attribute("alpha", SettingKind.REAL, Attr.of(1.0), "how far below 0 results go")
      .build();

  public Elu {
    if (!Double.isFinite(alpha)) {
      throw TypeError.at("alpha", "`alpha`: found " + alpha + ", required a finite number");
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
    return x > 0 ? x : alpha * Math.expm1(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateUnary(evaluation, this::apply);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Elementwise(Candidate.Elementwise.Function.ELU, alpha, 0));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
