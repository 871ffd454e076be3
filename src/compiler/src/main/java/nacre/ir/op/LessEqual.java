package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** {@code a <= b}, element by element; false where one is no number. */
public record LessEqual() implements Op, TracksAxes {
  static final OpSpec SPEC =
      OpSpec.of("less_equal", LessEqual.class, "`a <= b`, element by element, stretched by NumPy's rule")
          .input("a", "left operand")
          .input("b", "right operand")
          .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return Comparison.inferNumbers(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Comparison.evaluate(evaluation, (a, b) -> a <= b, (a, b) -> a <= b);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Binary(Candidate.Binary.Arithmetic.LESS_OR_EQUAL));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
