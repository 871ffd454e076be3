package nacre.passes;

import java.util.List;
import java.util.Optional;

import nacre.passes.rewrites.AbsorbBiasIntoBatchNorm;
import nacre.passes.rewrites.CanonicalizeBatchNorm;
import nacre.passes.rewrites.Decompose;
import nacre.passes.rewrites.EliminateDeadCode;
import nacre.passes.rewrites.EliminateIdentity;
import nacre.passes.rewrites.FoldConstants;
import nacre.passes.rewrites.FoldScaleShift;
import nacre.passes.rewrites.FuseActivation;
import nacre.passes.rewrites.FuseResidualAdd;
import nacre.passes.rewrites.MergeCommonSubexpressions;

/** Every pass that there is. A new one is listed here, and runs where {@link Pipeline} says. */
public final class Passes {
  private static final List<Rewrite> ALL = List.of(
      new EliminateDeadCode(),
      new EliminateIdentity(),
      new FoldConstants(),
      new AbsorbBiasIntoBatchNorm(),
      new CanonicalizeBatchNorm(),
      new FoldScaleShift(),
      new MergeCommonSubexpressions(),
      new FuseResidualAdd(),
      new FuseActivation(),
      new Decompose());

  private Passes() {}

  /** In the order in which it makes sense to run them. */
  public static List<Rewrite> all() {
    return ALL;
  }

  public static List<String> names() {
    return ALL.stream().map(Rewrite::name).toList();
  }

  public static Optional<Rewrite> named(String name) {
    return ALL.stream().filter(pass -> pass.name().equals(name)).findFirst();
  }
}
