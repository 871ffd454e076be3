package nacre.passes.rewrites;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import nacre.ir.Dim;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.op.Add;
import nacre.ir.op.Op;
import nacre.passes.Exactness;
import nacre.passes.MatchContext;
import nacre.passes.MissCode;
import nacre.passes.Outcome;
import nacre.passes.PatchBuilder;
import nacre.passes.Rewrite;

/**
 * {@code f(x) + r} becomes one node whose meaning is that sum: the accumulators of {@code f} start from {@code r}. Where
 * both operands could take the other in, the later one does, since what it adds is there by then.
 */
public final class FuseResidualAdd implements Rewrite {
  @Override
  public String summary() {
    return "adds a residual in the loops of the convolution or dense layer before the sum";
  }

  @Override
  public String legality() {
    return """
        The sum is the only reader of a conv2d or dense (`shared-producer`, `graph-output`) with nothing fused already, \
        and both operands have one shape: nothing is stretched (`broadcast`).""";
  }

  @Override
  public Exactness exactness() {
    return Exactness.BIT_EXACT;
  }

  @Override
  public Class<?> root() {
    return Add.class;
  }

  @Override
  public Outcome match(MatchContext context, Node node) {
    Outcome first = Outcome.NO_MATCH;
    for (int operand : anchors(context, node)) {
      Outcome outcome = into(context, node, operand);
      if (outcome instanceof Outcome.Replaced) {
        return outcome;
      }
      first = first instanceof Outcome.NoMatch ? outcome : first;
    }
    return first;
  }

  /** Operands that come from a layer that can add, the latest first. */
  private static List<Integer> anchors(MatchContext context, Node node) {
    List<Integer> operands = new ArrayList<>(List.of(0, 1));
    operands.removeIf(i -> context.producer(node.operand(i))
        .filter(layer -> Epilogues.takesResidual(layer.op(), context.graph().site(layer))).isEmpty());
    operands.sort(Comparator.comparing((Integer i) -> context.producer(node.operand(i)).orElseThrow().id()).reversed());
    return operands;
  }

  private static Outcome into(MatchContext context, Node node, int operand) {
    Node anchor = context.producer(node.operand(operand)).orElseThrow();
    Operand residual = node.operand(1 - operand);
    Type other = context.graph().type(residual).orElse(Type.OPAQUE);
    if (!isSame(anchor.type(), other)) {
      return new Outcome.Missed(node, MissCode.BROADCAST,
          "it adds " + other + " to " + anchor.type() + " of " + context.titleAndPlace(anchor));
    }
    Optional<MatchContext.Blocker> blocker = context.otherReader(anchor.value(), node);
    if (blocker.isPresent()) {
      return new Outcome.Missed(node, blocker.get().code(), blocker.get().evidence());
    }
    Op fused = Epilogues.joined(anchor, node.op(), operand);
    List<Operand> operands = new ArrayList<>(anchor.operands());
    operands.add(residual);
    PatchBuilder patch = context.replacing(List.of(anchor, node));
    patch.replace(node, fused, operands, anchor);
    return new Outcome.Replaced(patch.build(), Exactness.BIT_EXACT,
        new Outcome.Deed(node, "fused " + context.title(node) + " into " + context.title(anchor), true));
  }

  /** Unknown extents are equal to nothing. */
  private static boolean isSame(Type anchor, Type other) {
    return anchor.equals(other) && anchor instanceof TensorType tensor && tensor.isRanked()
        && tensor.dims().stream().noneMatch(Dim.Unknown.class::isInstance);
  }

  @Override
  public String achievement() {
    return "fused";
  }
}
