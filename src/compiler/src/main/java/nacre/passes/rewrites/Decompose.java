package nacre.passes.rewrites;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.TypeError;
import nacre.ir.Value;
import nacre.ir.op.Decomposes;
import nacre.ir.op.Identity;
import nacre.passes.Exactness;
import nacre.passes.MatchContext;
import nacre.passes.MissCode;
import nacre.passes.Outcome;
import nacre.passes.PatchBuilder;
import nacre.passes.Rewrite;

/**
 * {@code f(x) = g(h(x))} for an op that no kernel computes but that is a composition of ops that kernels compute. The op
 * gives the algebra. This is what makes a graph fit for code generation, so it runs whatever the pipeline is, and last: the
 * other passes know the op by what it is.
 */
public final class Decompose implements Rewrite {
  @Override
  public String summary() {
    return "says an op that has no kernel with ops that have";
  }

  @Override
  public String legality() {
    return "No kernel computes the op, and it says what it is made of; equal in real arithmetic. Extents that it needs as "
        + "numbers are known (`open-extent`).";
  }

  @Override
  public Class<?> root() {
    return Decomposes.class;
  }

  @Override
  public Outcome match(MatchContext context, Node node) {
    if (!(node.op() instanceof Decomposes op) || !op.mustDecompose(context.graph().site(node))) {
      return Outcome.NO_MATCH;
    }
    try {
      return replaced(context, node, op);
    } catch (TypeError e) {
      return new Outcome.Missed(node, MissCode.OPEN_EXTENT, e.text(), Optional.empty());
    }
  }

  private static Outcome replaced(MatchContext context, Node node, Decomposes op) {
    PatchBuilder patch = context.replacing(List.of(node));
    List<Operand> results = new ArrayList<>();
    for (Operand result : op.decompose(patch, node.operands(), context.graph().site(node))) {
      results.add(result instanceof Value ? result : patch.add(new Identity(), List.of(result)));
    }
    if (results.size() == 1) {
      patch.replace(node, results.getFirst());
    } else {
      IntStream.range(0, results.size()).forEach(i -> patch.redirect(new Value(node.id(), i), results.get(i)));
    }
    return new Outcome.Replaced(patch.build(), Exactness.REAL_EXACT,
        new Outcome.Deed(node, "decomposed " + context.title(node), false));
  }

  @Override
  public String achievement() {
    return "decomposed";
  }
}
