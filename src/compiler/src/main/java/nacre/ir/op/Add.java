package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** {@code a + b}, element by element. */
public record Add() implements Op, TracksAxes, PreservesShift {
  static final OpSpec SPEC = OpSpec.of("add", Add.class, "`a + b`, element by element, stretched by NumPy's rule")
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
    return Contents.zipped(context, Dim::plus);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Elementwise.evaluateBinary(evaluation, (a, b) -> a + b, (a, b) -> a + b);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Binary(Candidate.Binary.Arithmetic.ADD));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }

  /** A constant goes through unless the operand is stretched along another axis: it is the same constant then too. */
  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return true;
  }
}
