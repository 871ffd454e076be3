package nacre.lint.rules;

import java.util.List;
import java.util.Optional;

import nacre.analysis.Interval;
import nacre.analysis.Uses;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Value;
import nacre.ir.op.Clip;
import nacre.ir.op.Div;
import nacre.ir.op.LeakyRelu;
import nacre.ir.op.Mul;
import nacre.ir.op.Op;
import nacre.ir.op.PRelu;
import nacre.ir.op.Relu;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Tanh;
import nacre.lint.Fixes;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Repair;
import nacre.lint.Rule;
import nacre.source.Severity;

/** An activation of nothing but an activation. */
@LintRule(summary = "an activation follows another one, with nothing to learn in between",
    explanation = "An activation bends what a layer with weights gives. A second one right behind it either does nothing "
        + "(`relu` of what is not negative) or flattens the same numbers again and makes gradients smaller. Mostly "
        + "one comes from a layer's own setting and the other was added by hand. Keep one.\n\n"
        + "Where the second cannot change anything the fix is safe, otherwise it changes the network. It is found where the "
        + "second is the only reader of the first, at most through reshaping. A gate, whose result is multiplied with "
        + "something, is left alone, and so is a `clip` that bounds what an activation gives; `relu6` counts as an "
        + "activation.",
    severity = Severity.WARNING, fixes = Fixes.SAFE_OR_UNSAFE,
    source = "f(g(x)) = g(x) where f is the identity on all that g gives; NeuraLint (Nikanjam et al., 2021) looks for the pair")
public final class DuplicateActivation implements Rule {
  private static final Op RELU6 = new Clip(0, 6);

  @Override
  public void check(LintContext context) {
    Graph graph = context.graph();
    Uses uses = context.analyses().uses();
    for (Node node : graph.nodes()) {
      if (Nonlinearity.is(node.op())) {
        first(graph, uses, node).filter(_ -> !isGate(graph, uses, node))
            .ifPresent(first -> check(context, first, node));
      }
    }
  }

  /** The activation that nobody else reads. */
  private static Optional<Node> first(Graph graph, Uses uses, Node second) {
    Node at = second;
    while (at.operand(0) instanceof Value before && uses.sole(before).isPresent()) {
      at = graph.producer(before);
      if (Nonlinearity.is(at.op())) {
        return Optional.of(at);
      }
      if (!Rearrangement.is(graph, at)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isGate(Graph graph, Uses uses, Node node) {
    return uses.of(node.value()).stream().anyMatch(use -> use instanceof Uses.ByNode(int reader, int _)
        && (graph.node(reader).op() instanceof Mul || graph.node(reader).op() instanceof Div));
  }

  private static void check(LintContext context, Node first, Node second) {
    Edit remove = new Edit.Remove(second.id());
    if (isIdentityOn(second.op(), first.op(), context.analyses().intervals().of(first.value()))) {
      report(context, first, second, "`%s` changes nothing: all that `%s` gives stays as it is",
          Repair.safe(remove));
    } else if (bends(first.op()) && bends(second.op())) {
      report(context, first, second, "`%s` bends what the activation `%s` gives once more",
          Repair.unsafe(remove));
    }
  }

  private static void report(LintContext context, Node first, Node second, String message, Repair repair) {
    context.report(Place.of(second), context.say(message, second, first), Optional.of(repair),
        List.of(context.related(first, "the first activation")));
  }

  /**
   * Whether an activation hands on all that another one gives, in training too. There a dropout further up keeps the sign of
   * what it scales but not its bounds, so that these count only if they are the activation's own.
   */
  private static boolean isIdentityOn(Op op, Op first, Interval range) {
    return switch (op) {
      case Relu _, LeakyRelu _, PRelu _ -> range.isNonNegative();
      case Clip(double low, double high) -> isBounded(first) && low <= range.low() && range.high() <= high;
      default -> false;
    };
  }

  private static boolean isBounded(Op op) {
    return op instanceof Clip || op instanceof Sigmoid || op instanceof Tanh;
  }

  private static boolean bends(Op op) {
    return !(op instanceof Clip) || op.equals(RELU6);
  }
}
