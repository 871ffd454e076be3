package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;

/** The operand itself. */
public record Identity() implements Op, IdentityAtInference, TracksAxes, PreservesShift {
  static final OpSpec SPEC =
      OpSpec.of("identity", Identity.class, "the tensor itself").input("x", "any tensor").build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return List.of(context.tensor(0));
  }

  @Override
  public Optional<List<Dim>> contents(InferContext context) {
    return context.contents(0);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return List.of(evaluation.tensor(0));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Relabel());
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return OptionalInt.of(axis);
  }

  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return true;
  }
}
