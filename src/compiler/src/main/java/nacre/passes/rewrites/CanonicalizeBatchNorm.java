package nacre.passes.rewrites;

import java.util.List;
import java.util.Optional;

import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Node;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.ScaleShift;
import nacre.passes.Exactness;
import nacre.passes.MatchContext;
import nacre.passes.MissCode;
import nacre.passes.Outcome;
import nacre.passes.PatchBuilder;
import nacre.passes.Rewrite;

/**
 * A batch norm whose statistics are numbers is a scale and a shift, see {@link BatchNorm#affine}.
 *
 * <p>An absent gamma is 1, an absent beta 0. Scale and shift are nodes over the parameters, computed in float64 when weights
 * are loaded. Nothing is divided by gamma, so gammas of 0 and of either sign are fine.
 */
public final class CanonicalizeBatchNorm implements Rewrite {
  @Override
  public String summary() {
    return "turns a batch norm with fixed statistics into a scale and a shift";
  }

  @Override
  public String legality() {
    return "At inference the statistics are `running` or `frozen`; with `batch` they depend on the input "
        + "(`batch-statistics`).";
  }

  @Override
  public Class<?> root() {
    return BatchNorm.class;
  }

  @Override
  public Outcome match(MatchContext context, Node node) {
    if (!(node.op() instanceof BatchNorm norm)) {
      return Outcome.NO_MATCH;
    }
    if (norm.statistics() == BatchNorm.Statistics.BATCH) {
      return new Outcome.Missed(node, MissCode.BATCH_STATISTICS,
          "its statistics are those of the batch at hand; `statistics=running` would make them numbers",
          Optional.of(new Edit.SetAttribute(node.id(), "statistics", new Attr.Word("running"))));
    }
    PatchBuilder patch = context.replacing(List.of(node));
    patch.replace(node, new ScaleShift(norm.axis()), norm.affine(patch, node.operands()), node);
    return new Outcome.Replaced(patch.build(), Exactness.REAL_EXACT,
        new Outcome.Deed(node, "turned " + context.title(node) + " into a scale and a shift", false));
  }

  @Override
  public String achievement() {
    return "folded";
  }
}
