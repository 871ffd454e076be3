package nacre.passes.rewrites;

import java.util.List;
import java.util.Optional;

import nacre.analysis.Uses;
import nacre.ir.Node;
import nacre.ir.Tensor;
import nacre.ir.op.Constant;
import nacre.ir.op.Op;
import nacre.passes.Exactness;
import nacre.passes.MatchContext;
import nacre.passes.Outcome;
import nacre.passes.PatchBuilder;
import nacre.passes.Rewrite;

/**
 * Computes what depends on constants alone. The contents are those of the reference, in float64, rounded no earlier than a
 * constant is; nothing is assumed of numbers that are not known, so {@code x * 0} stays.
 *
 * <p>Only what something else reads becomes a constant: what lies in between disappears with it.
 */
public final class FoldConstants implements Rewrite {
  @Override
  public String summary() {
    return "computes what depends on constants alone";
  }

  @Override
  public String legality() {
    return "The op is pure, all its operands are constants, and the result is no larger than they are or than 65,536 "
        + "elements. Parameters are no constants: what depends on them is computed when weights are loaded.";
  }

  @Override
  public Exactness exactness() {
    return Exactness.BIT_EXACT;
  }

  @Override
  public Class<?> root() {
    return Op.class;
  }

  @Override
  public Outcome match(MatchContext context, Node node) {
    if (node.op() instanceof Constant || node.types().size() != 1 || !context.analyses().constness().isKnown(node.id())
        || !isReadByOthers(context, node)) {
      return Outcome.NO_MATCH;
    }
    Optional<Tensor> contents = context.analyses().known().of(node.value());
    if (contents.isEmpty()) {
      return Outcome.NO_MATCH;
    }
    PatchBuilder patch = context.replacing(List.of(node));
    patch.replace(node, new Constant(contents.get()), List.of(), node);
    return new Outcome.Replaced(patch.build(), Exactness.BIT_EXACT,
        new Outcome.Deed(node, "computed " + context.title(node), true));
  }

  private static boolean isReadByOthers(MatchContext context, Node node) {
    return context.analyses().uses().of(node.value()).stream()
        .anyMatch(use -> !(use instanceof Uses.ByNode(int reader, int _)) || !isComputed(context, reader));
  }

  private static boolean isComputed(MatchContext context, int reader) {
    return context.analyses().constness().isKnown(reader)
        && context.analyses().known().of(context.graph().node(reader).value()).isPresent();
  }

  @Override
  public String achievement() {
    return "computed";
  }
}
