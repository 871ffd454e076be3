package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * While training, each element is 0 with a probability and else divided by what remains of it; Srivastava et al. (2014).
 * At inference, where a graph has its meaning, nothing happens at any rate.
 *
 * @param rate the probability, in [0, 1)
 */
public record Dropout(double rate) implements Op, IdentityAtInference, TracksAxes, PreservesShift {
  static final OpSpec SPEC = OpSpec.of("dropout", Dropout.class, "drops elements while training, nothing at inference")
      .input("x", "any tensor of reals")
      .attribute("rate", SettingKind.REAL, Attr.of(0.5), "the probability that an element is dropped")
      .build();

  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw TypeError.at("rate", "`rate`: found " + rate + ", required at least 0 and below 1").of("dropout-rate");
    }
  }

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

  /** While training a constant is dropped together with its element. */
  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return phase == Phase.INFERENCE || rate == 0;
  }
}
