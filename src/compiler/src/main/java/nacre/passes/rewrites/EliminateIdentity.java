package nacre.passes.rewrites;

import java.util.List;

import nacre.ir.Dim;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.Flatten;
import nacre.ir.op.IdentityAtInference;
import nacre.ir.op.Op;
import nacre.ir.op.Reshape;
import nacre.ir.op.Transpose;
import nacre.passes.Exactness;
import nacre.passes.MatchContext;
import nacre.passes.Outcome;
import nacre.passes.PatchBuilder;
import nacre.passes.Rewrite;

/**
 * {@code f(x) = x}: readers of {@code f} read {@code x}.
 *
 * <p>At inference a dropout is an identity at <em>any</em> rate: inverted dropout scales while training. A reshape or
 * flatten to the very shape that is there moves nothing, and neither does a transpose that keeps the order of the axes;
 * equal shapes alone do not make a transpose one.
 */
public final class EliminateIdentity implements Rewrite {
  @Override
  public String summary() {
    return "removes what does nothing at inference: identities, dropout, reshapes to the same shape";
  }

  @Override
  public String legality() {
    return "The op is an identity at inference (dropout at any rate), or moves every element to where it is. Output names stay.";
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
    boolean nothing = node.op() instanceof IdentityAtInference || movesNothing(context, node);
    if (!nothing || node.operand(0) instanceof Operand.Absent || !canBeRead(context, node)) {
      return Outcome.NO_MATCH;
    }
    PatchBuilder patch = context.replacing(List.of(node));
    patch.redirect(node.value(), node.operand(0));
    return new Outcome.Replaced(patch.build(), Exactness.BIT_EXACT,
        new Outcome.Deed(node, "removed " + context.title(node), true));
  }

  private static boolean movesNothing(MatchContext context, Node node) {
    boolean sameOrder = switch (node.op()) {
      case Reshape _, Flatten _ -> true;
      case Transpose(List<Integer> permutation) -> permutation.equals(permutation.stream().sorted().toList());
      default -> false;
    };
    return sameOrder && isSame(context.graph().type(node.operand(0)).orElse(Type.OPAQUE), node.type());
  }

  /** Unknown extents are equal to nothing. */
  private static boolean isSame(Type before, Type after) {
    return before.equals(after) && after instanceof TensorType tensor && tensor.isRanked()
        && tensor.dims().stream().noneMatch(Dim.Unknown.class::isInstance);
  }

  /** An output reads a result of a node, never a parameter. */
  private static boolean canBeRead(MatchContext context, Node node) {
    return node.operand(0) instanceof Value
        || context.graph().outputs().stream().noneMatch(output -> output.value().equals(node.value()));
  }

  @Override
  public String achievement() {
    return "removed";
  }
}
