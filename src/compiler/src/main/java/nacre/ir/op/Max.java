package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** The greatest of several tensors, element by element; no number where one is none. */
public record Max() implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("max", Max.class, "the greatest of several tensors, element by element")
      .inputList("values", "tensors of numbers of one element type, stretched by NumPy's rule")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return Extremes.infer(context);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return Extremes.evaluate(evaluation, Math::max, Math::max);
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return site.size() == 2 ? List.of(new Candidate.Binary(Candidate.Binary.Arithmetic.MAX)) : List.of();
  }

  /** {@code max(max(a, b), c)}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return List.of(operands.stream().reduce((a, b) -> sink.add(this, List.of(a, b))).orElseThrow());
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }
}
