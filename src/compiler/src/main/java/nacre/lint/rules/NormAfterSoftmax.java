package nacre.lint.rules;

import java.util.List;
import java.util.Optional;

import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Value;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Softmax;
import nacre.lint.Fixes;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Repair;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A batch norm between the probabilities and the output that they are meant for. */
@LintRule(summary = "a batch norm stands between a softmax or sigmoid and the output",
    explanation = "What a softmax or a sigmoid gives are probabilities: from 0 to 1, and of a softmax the sum is 1. A batch "
        + "norm behind it moves each class to mean 0 and deviation 1, so that what comes out is negative half of the time, "
        + "sums to anything, and is no probability any more; a loss that takes its logarithm fails. Remove it; it belongs "
        + "before activations of hidden layers.\n\n"
        + "It is found where the elements of the softmax or sigmoid go straight into the batch norm, and the batch norm's to an "
        + "output, at most reshaped. A sigmoid that is a gate, weights of attention, or whatever is read by a layer "
        + "before the output, may be normalised.",
    severity = Severity.WARNING, fixes = Fixes.UNSAFE,
    source = "a softmax is positive and sums to 1; gamma * (p - mean) / deviation + beta need be neither")
public final class NormAfterSoftmax implements Rule {
  @Override
  public void check(LintContext context) {
    Graph graph = context.graph();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof BatchNorm && node.operand(BatchNorm.X) instanceof Value x
          && Rearrangement.isOutput(graph, context.analyses().uses(), node)) {
        Node head = Rearrangement.sourceAtInference(graph, x);
        if (head.op() instanceof Softmax || head.op() instanceof Sigmoid) {
          context.report(Place.of(node),
              context.say("`%s` normalises what `%s` gives, so that the output holds no probabilities any more", node,
                  head),
              Optional.of(Repair.unsafe(new Edit.Remove(node.id()))),
              List.of(context.related(head, "the probabilities")));
        }
      }
    }
  }
}
