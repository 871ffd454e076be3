package nacre.passes;

import java.util.List;
import nacre.ir.Node;
import nacre.ir.op.Op;

/** Rewrites for one test each, most of them wrong on purpose. */
abstract class Trial implements Rewrite {
  private final Class<?> root;

  Trial(Class<?> root) {
    this.root = root;
  }

  @Override
  public String name() {
    return "trial";
  }

  @Override
  public String summary() {
    return "a trial";
  }

  @Override
  public String legality() {
    return "never";
  }

  @Override
  public Class<?> root() {
    return root;
  }

  @Override
  public String achievement() {
    return "tried";
  }

  static Outcome swap(MatchContext context, Node node, Op op, Exactness exactness) {
    PatchBuilder patch = context.replacing(List.of(node));
    patch.replace(node, op, node.operands(), node);
    return new Outcome.Replaced(patch.build(), exactness,
        new Outcome.Deed(node, "tried " + context.title(node), true));
  }
}
