package nacre.passes.rewrites;

import java.util.List;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.op.Op;
import nacre.passes.Exactness;
import nacre.passes.MatchContext;
import nacre.passes.Outcome;
import nacre.passes.PatchBuilder;
import nacre.passes.Rewrite;

/** Removes nodes that no output depends on. Inputs, outputs and their names stay, and so does what is not pure. */
public final class EliminateDeadCode implements Rewrite {
  @Override
  public String summary() {
    return "removes nodes that no output depends on";
  }

  @Override
  public String legality() {
    return "No output reads the node, directly or through others, and nothing that is not pure does. Declared inputs and outputs stay.";
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
    if (context.analyses().reachability().isLive(node.id())) {
      return Outcome.NO_MATCH;
    }
    PatchBuilder patch = context.replacing(List.of(node));
    for (int port = 0; port < node.types().size(); port++) {
      patch.redirect(node.value(port), Operand.ABSENT);
    }
    return new Outcome.Replaced(patch.build(), Exactness.BIT_EXACT,
        new Outcome.Deed(node, "removed " + context.title(node) + ", which no output depends on", true));
  }

  @Override
  public String achievement() {
    return "removed";
  }
}
