package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * {@code x} where it is not negative, {@code alpha * x} elsewhere; Maas et al. (2013).
 *
 * @param alpha slope of the negative side, finite
 */
public record LeakyRelu(double alpha) implements Op, Activation, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("leaky_relu", LeakyRelu.class, "`x` where `x >= 0`, else `alpha * x`")
      .input("x", "any tensor of reals")
      .attribute("alpha", SettingKind.REAL, Attr.of(0.01), "slope of the negative side")
      .build();

  public LeakyRelu {
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
    return x >= 0 ? x : alpha * x;
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateUnary(evaluation, this::apply);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Elementwise(Candidate.Elementwise.Function.LEAKY_RELU, alpha, 0));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
