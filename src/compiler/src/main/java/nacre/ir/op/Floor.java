package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** The greatest whole number that is not above {@code x}, element by element. */
public record Floor() implements Op, TracksAxes, Sensitive {
  static final OpSpec SPEC = OpSpec.of("floor", Floor.class, "the next whole number downwards, element by element")
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
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateUnary(evaluation, Math::floor);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Elementwise(Candidate.Elementwise.Function.FLOOR, 0, 0));
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
