package nacre.ir.op;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** {@code x * sigmoid(x)}, element by element; Elfwing et al. (2017), also called Swish. */
public record Silu() implements Op, Activation, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("silu", Silu.class, "`x * sigmoid(x)`, element by element")
      .input("x", "any tensor of reals")
      .alias("swish", Map.of())
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
    return x == Double.NEGATIVE_INFINITY ? -0.0 : x * Sigmoid.logistic(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateUnary(evaluation, this::apply);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Elementwise(Candidate.Elementwise.Function.SILU, 0, 0));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
