package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** The angle in radians from {@code -pi/2} to {@code pi/2} whose tangent is {@code x}, element by element. */
public record Atan() implements Op, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("atan", Atan.class, "the inverse of the tangent, element by element")
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
    return Elementwise.evaluateUnary(evaluation, Math::atan);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Elementwise(Candidate.Elementwise.Function.ATAN, 0, 0));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
