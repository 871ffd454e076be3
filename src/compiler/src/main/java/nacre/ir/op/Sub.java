package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** {@code a - b}, element by element. */
public record Sub() implements Op, TracksAxes, PreservesShift {
  static final OpSpec SPEC = OpSpec.of("sub", Sub.class, "`a - b`, element by element, stretched by NumPy's rule")
      .input("a", "left operand")
      .input("b", "right operand")
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
    return Contents.zipped(context, Contents::difference);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateBinary(evaluation, (a, b) -> a - b, (a, b) -> a - b);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Binary(Candidate.Binary.Arithmetic.SUB));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }

  /** A constant in the right operand arrives with the other sign. */
  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return operand == 0;
  }
}
