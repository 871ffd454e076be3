package nacre.passes.rewrites;

import java.util.List;

import nacre.ir.Node;
import nacre.ir.op.Op;
import nacre.passes.Exactness;
import nacre.passes.MatchContext;
import nacre.passes.Outcome;
import nacre.passes.PatchBuilder;
import nacre.passes.Rewrite;

/**
 * {@code a = f(x), b = f(x)}: readers of {@code b} read {@code a}, the earlier of the two, which keeps its path. Operands
 * that are equal in turn count as the same, so one look at the graph finds all, however deep the equal parts are.
 */
public final class MergeCommonSubexpressions implements Rewrite {
  @Override
  public String summary() {
    return "computes once what is written several times";
  }

  @Override
  public String legality() {
    return """
        Both are the same pure op with equal attributes and types, of the same values and the same parameters; equal \
        constants are one, parameters that may differ are two. Output names stay.""";
  }

  @Override
  public Class<?> root() {
    return Op.class;
  }

  @Override
  public Outcome match(MatchContext context, Node node) {
    int earlier = context.analyses().duplicates().first(node.id());
    if (earlier == node.id()) {
      return Outcome.NO_MATCH;
    }
    Node first = context.graph().node(earlier);
    PatchBuilder patch = context.replacing(List.of(first, node));
    for (int port = 0; port < node.types().size(); port++) {
      patch.redirect(node.value(port), first.value(port));
    }
    return new Outcome.Replaced(patch.build(), Exactness.BIT_EXACT,
        new Outcome.Deed(node, "merged " + context.title(node) + " into " + context.title(first), true));
  }

  @Override
  public Exactness exactness() {
    return Exactness.BIT_EXACT;
  }

  @Override
  public String achievement() {
    return "merged";
  }
}
