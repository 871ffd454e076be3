package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** The inverse of the hyperbolic sine, element by element. */
public record Asinh() implements Op, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("asinh", Asinh.class, "the inverse of the hyperbolic sine, element by element")
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
    return Elementwise.evaluateUnary(evaluation, Hyperbolic::asinh);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Elementwise(Candidate.Elementwise.Function.ASINH, 0, 0));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
