package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/**
 * {@code x * Phi(x)} with the distribution function of the standard normal; Hendrycks & Gimpel (2016).
 *
 * @param approximate the exact function, or the approximation of that paper
 */
public record Gelu(Approximate approximate) implements Op, Activation, TracksAxes {
  private static final double ROOT = Math.sqrt(2 / Math.PI);

  /** Which function stands for the exact one. */
  public enum Approximate {
    NONE, TANH
  }

  static final OpSpec SPEC = OpSpec.of("gelu", Gelu.class, "`x * Phi(x)`, element by element")
      .input("x", "any tensor of reals")
      .attribute("approximate", SettingKind.words(Approximate.class), new Attr.Word("none"),
          "`none`: exact; `tanh`: `x/2 * (1 + tanh(sqrt(2/pi) * (x + 0.044715 * x^3)))`")
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
    return switch (approximate) {
      case NONE -> x == Double.NEGATIVE_INFINITY ? -0.0 : x * ErrorFunction.normal(x);
      case TANH ->
          x == Double.NEGATIVE_INFINITY ? -0.0 : x * (0.5 + 0.5 * Math.tanh(ROOT * (x + 0.044715 * x * x * x)));
    };
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateUnary(evaluation, this::apply);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Elementwise(approximate == Approximate.TANH
        ? Candidate.Elementwise.Function.GELU_TANH
        : Candidate.Elementwise.Function.GELU, 0, 0));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
