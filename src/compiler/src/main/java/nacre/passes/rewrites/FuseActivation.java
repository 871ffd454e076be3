package nacre.passes.rewrites;

import java.util.List;
import java.util.Optional;

import nacre.ir.Node;
import nacre.ir.op.Activation;
import nacre.ir.op.Op;
import nacre.passes.Exactness;
import nacre.passes.MatchContext;
import nacre.passes.Outcome;
import nacre.passes.PatchBuilder;
import nacre.passes.Rewrite;

/**
 * {@code act(f(x))} becomes one node whose meaning is that composition, so that the element is finished in the loop that
 * computes it. What has an activation takes no second one, so that fusing again changes nothing.
 */
public final class FuseActivation implements Rewrite {
  @Override
  public String summary() {
    return "computes an activation in the loops of what comes before it";
  }

  @Override
  public String legality() {
    return """
        A kernel computes the activation, and it is the only reader of a convolution, a matrix product, an elementwise sum or product, or a scale \
        and shift (`shared-producer`, `graph-output`) that has no activation fused already.""";
  }

  @Override
  public Exactness exactness() {
    return Exactness.BIT_EXACT;
  }

  @Override
  public Class<?> root() {
    return Activation.class;
  }

  @Override
  public Outcome match(MatchContext context, Node node) {
    if (node.op().candidates(context.graph().site(node)).isEmpty()) {
      return Outcome.NO_MATCH;
    }
    Optional<Node> producer = context.producer(node.operand(0))
        .filter(before -> Epilogues.takesActivation(before.op(), context.graph().site(before)));
    return producer.map(anchor -> fuse(context, node, anchor)).orElse(Outcome.NO_MATCH);
  }

  private static Outcome fuse(MatchContext context, Node node, Node anchor) {
    Optional<MatchContext.Blocker> other = context.otherReader(anchor.value(), node);
    if (other.isPresent()) {
      return new Outcome.Missed(node, other.get().code(), other.get().evidence());
    }
    Op fused = Epilogues.followed(anchor, node.op());
    PatchBuilder patch = context.replacing(List.of(anchor, node));
    patch.replace(node, fused, anchor.operands(), anchor);
    return new Outcome.Replaced(patch.build(), Exactness.BIT_EXACT,
        new Outcome.Deed(node, "fused " + context.title(node) + " into " + context.title(anchor), true));
  }

  @Override
  public String achievement() {
    return "fused";
  }
}
