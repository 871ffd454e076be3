package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** {@code -x}, element by element; whole numbers wrap around. */
public record Neg() implements Op, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("neg", Neg.class, "`-x`, element by element")
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
    return Elementwise.evaluateNumbers(evaluation, x -> -x, x -> -x);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Elementwise(Candidate.Elementwise.Function.NEG, 0, 0));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
