package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** -1, 0 or 1 as an element is below, at or above 0. */
public record Sign() implements Op, TracksAxes, Sensitive {
  static final OpSpec SPEC = OpSpec.of("sign", Sign.class, "-1, 0 or 1 as `x` is below, at or above 0")
      .input("x", "any tensor of numbers")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return Elementwise.inferNumbers(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateNumbers(evaluation, Math::signum, Long::signum);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Elementwise(Candidate.Elementwise.Function.SIGN, 0, 0));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }

  @Override
  public Optional<Calm> calm(int operand) {
    return Optional.empty();
  }
}
