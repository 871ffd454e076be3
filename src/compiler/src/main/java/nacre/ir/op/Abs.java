package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** `|x|`, element by element. */
public record Abs() implements Op, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("abs", Abs.class, "`|x|`, element by element")
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
    return Elementwise.evaluateUnary(evaluation, Math::abs);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(Candidate.Elementwise.of(Candidate.Elementwise.Function.ABS));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
