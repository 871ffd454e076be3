package nacre.passes.rewrites;

import java.util.List;
import java.util.Optional;

import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.Constant;
import nacre.ir.op.Mul;
import nacre.ir.op.Rsqrt;
import nacre.ir.op.ScaleShift;
import nacre.ir.op.Sub;
import nacre.passes.Exactness;
import nacre.passes.MatchContext;
import nacre.passes.Outcome;
import nacre.passes.PatchBuilder;
import nacre.passes.Rewrite;

/**
 * A batch norm whose statistics are numbers is a scale and a shift:
 *
 * <pre>
 * gamma * (x - mean) / sqrt(variance + epsilon) + beta = x * scale + shift
 *   scale = gamma * rsqrt(variance + epsilon),  shift = beta - mean * scale
 * </pre>
 *
 * An absent gamma is 1, an absent beta 0. Scale and shift are nodes over the parameters, computed in float64 when weights
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
      return new Outcome.Missed(node, "batch-statistics",
          "its statistics are those of the batch at hand; `statistics=running` would make them numbers",
          Optional.of(new Edit.SetAttribute(node.id(), "statistics", new Attr.Word("running"))));
    }
    PatchBuilder patch = context.replacing(List.of(node));
    Operand scale = scale(patch, node, norm);
    Operand shift = shift(patch, node, scale);
    patch.replace(node, new ScaleShift(norm.axis()), List.of(node.operand(BatchNorm.X), scale, shift), node);
    return new Outcome.Replaced(patch.build(), Exactness.REAL_EXACT,
        new Outcome.Deed(node, "turned " + context.title(node) + " into a scale and a shift", false));
  }

  private static Operand scale(PatchBuilder patch, Node node, BatchNorm norm) {
    Operand variance = node.operand(BatchNorm.VARIANCE);
    Operand epsilon = patch.add(constant(patch, variance, norm.epsilon()), List.of());
    Operand root = patch.add(new Rsqrt(), List.of(patch.add(new Add(), List.of(variance, epsilon))));
    return node.operand(BatchNorm.GAMMA) instanceof Operand.Absent
        ? root
        : patch.add(new Mul(), List.of(node.operand(BatchNorm.GAMMA), root));
  }

  private static Operand shift(PatchBuilder patch, Node node, Operand scale) {
    Operand beta = node.operand(BatchNorm.BETA) instanceof Operand.Absent
        ? patch.add(constant(patch, scale, 0), List.of())
        : node.operand(BatchNorm.BETA);
    Operand moved = patch.add(new Mul(), List.of(node.operand(BatchNorm.MEAN), scale));
    return patch.add(new Sub(), List.of(beta, moved));
  }

  private static Constant constant(PatchBuilder patch, Operand like, double value) {
    if (patch.type(like) instanceof TensorType type) {
      return Constant.of(type.dtype(), value);
    }
    throw new IllegalStateException("a statistic is no tensor");
  }

  @Override
  public String achievement() {
    return "folded";
  }
}
