package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** The inverse of the hyperbolic tangent, element by element; no number beyond 1. */
public record Atanh() implements Op, TracksAxes, Sensitive {
  static final OpSpec SPEC =
      OpSpec.of("atanh", Atanh.class, "the inverse of the hyperbolic tangent, element by element")
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
    return Elementwise.evaluateUnary(evaluation, Hyperbolic::atanh);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Elementwise(Candidate.Elementwise.Function.ATANH, 0, 0));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }

  @Override
  public Optional<Calm> calm(int operand) {
    return Optional.of(new Calm(-0.9, 0.9));
  }
}
