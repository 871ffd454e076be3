package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** {@code a} to the power of {@code b}, element by element; no number where a root of one below 0 would be taken. */
public record Pow() implements Op, TracksAxes, Sensitive {
  static final OpSpec SPEC = OpSpec.of("pow", Pow.class, "`a` to the power of `b`, stretched by NumPy's rule")
      .input("a", "base, reals")
      .input("b", "exponent, reals")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    Elementwise.inferUnary(context);
    return Elementwise.inferBinary(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateReals(evaluation, Math::pow);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Binary(Candidate.Binary.Arithmetic.POW));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }

  @Override
  public Optional<Calm> calm(int operand) {
    return Optional.of(operand == 0 ? new Calm(0.5, 2) : new Calm(-2, 2));
  }
}
