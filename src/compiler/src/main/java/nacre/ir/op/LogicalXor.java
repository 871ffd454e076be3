package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** True where exactly one operand is, element by element. */
public record LogicalXor() implements Op, TracksAxes {
  static final OpSpec SPEC =
      OpSpec.of("logical_xor", LogicalXor.class, "true where exactly one is, stretched by NumPy's rule")
          .input("a", "truth values")
          .input("b", "truth values")
          .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return Comparison.inferTruth(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Comparison.evaluateTruth(evaluation, (a, b) -> (a != 0) != (b != 0));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Binary(Candidate.Binary.Arithmetic.XOR));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
