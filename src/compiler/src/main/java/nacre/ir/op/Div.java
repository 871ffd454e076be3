package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** {@code a / b}, element by element, by the rules of IEEE 754; of whole numbers towards zero, and 0 by 0. */
public record Div() implements Op, TracksAxes, Sensitive {
  static final OpSpec SPEC = OpSpec.of("div", Div.class, "`a / b`, element by element, stretched by NumPy's rule")
      .input("a", "dividend, numbers")
      .input("b", "divisor, of the same element type")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return Elementwise.inferBinary(context);
  }

  @Override
  public Optional<List<Dim>> contents(InferContext context) {
    return Contents.zipped(context, Contents::quotient);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateBinary(evaluation, (a, b) -> a / b, (a, b) -> b == 0 ? 0 : a / b);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Binary(Candidate.Binary.Arithmetic.DIV));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }

  @Override
  public Optional<Calm> calm(int operand) {
    return Optional.of(operand == 0 ? Calm.EVERYWHERE : new Calm(0.5, 4));
  }
}
