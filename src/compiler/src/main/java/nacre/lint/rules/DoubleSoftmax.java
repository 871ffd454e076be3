package nacre.lint.rules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Value;
import nacre.ir.op.Op;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Softmax;
import nacre.lint.Finding;
import nacre.lint.Fixes;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Repair;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A softmax of probabilities, in the network or in its loss. */
@LintRule(summary = "a softmax is taken of what is a softmax already, in the network or by its loss",
    explanation = "Probabilities lie between 0 and 1. As logits they are almost equal: of k classes, a softmax of them can give "
        + "none more than e / (e + k - 1), which is 0.23 for ten, and none less than 1 / (1 + (k - 1) e). The network can "
        + "never be sure, the loss never small, and gradients pass two flat functions. Remove one of the two: a loss "
        + "with `from_logits = true` (or a name such as `cross_entropy`, which takes its own) wants the bare layer.\n\n"
        + "It is found where a softmax reads the elements of another one over the same axis, and where an output that "
        + "ends in a softmax, or in a sigmoid for the binary loss, is trained with such a loss. A softmax over another axis, or "
        + "after anything that computes, is left alone.",
    severity = Severity.ERROR, fixes = Fixes.UNSAFE,
    source = "exp(p) lies between 1 and e for p in [0, 1]; NeuraLint (Nikanjam et al., 2021) and TheDeepChecker "
        + "(Ben Braiek & Khomh, 2023) look for it")
public final class DoubleSoftmax implements Rule {
  @Override
  public void check(LintContext context) {
    Graph graph = context.graph();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Softmax(int axis)) {
        first(context, node, axis).ifPresent(first -> report(context, node,
            context.say("`%s` takes the softmax of what `%s` made probabilities", node, first),
            List.of(context.related(first, "the first softmax"))));
      }
    }
    for (TrainedOutput trained : TrainedOutput.of(graph)) {
      Node head = trained.head(graph);
      if (trained.loss().logits() && squashes(trained.loss(), head.op())) {
        report(context, head,
            context.say("`%s` ends in `%s`, and its loss `%s` takes logits: it makes probabilities once more",
                trained.output().name(), head.op(), trained.loss().name(context)),
            List.of());
      }
    }
  }

  private static boolean squashes(Loss loss, Op op) {
    return op instanceof Softmax || op instanceof Sigmoid && loss.kind() == Loss.Kind.BINARY;
  }

  /** The softmax over the same axis whose elements a softmax reads. */
  private static Optional<Node> first(LintContext context, Node second, int axis) {
    Graph graph = context.graph();
    Node node = second;
    OptionalInt at = OptionalInt.of(axis);
    while (at.isPresent() && node.operand(0) instanceof Value before) {
      node = graph.producer(before);
      if (node.op() instanceof Softmax(int first)) {
        return first == at.getAsInt() ? Optional.of(node) : Optional.empty();
      }
      if (!Rearrangement.isAtInference(graph, node)) {
        return Optional.empty();
      }
      at = context.analyses().axes().before(node, 0, at.getAsInt());
    }
    return Optional.empty();
  }

  private static void report(LintContext context, Node node, String message, List<Finding.Related> related) {
    context.report(Place.of(node), message,
        Optional.of(Repair.unsafe(new Edit.Remove(node.id()))), related);
  }
}
