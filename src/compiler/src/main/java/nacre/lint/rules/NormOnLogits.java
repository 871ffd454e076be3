package nacre.lint.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Value;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Softmax;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A batch norm between the last layer and its softmax. */
@LintRule(summary = "a batch norm stands between the last layer and the softmax or sigmoid of the output",
    explanation = "The last layer learns how sure to be of each class. A batch norm behind it takes the classes' mean and "
        + "deviation away, from whatever is in the batch, and gives one `gamma` and `beta` per class back: rare "
        + "classes are made as likely as common ones until `beta` has learned otherwise, and in training a picture's "
        + "probabilities depend on the others of its batch. Normalise what the last layer reads instead.\n\n"
        + "It is found where a batch norm reads a dense layer or a convolution and the softmax or sigmoid of an output, or a loss "
        + "that is trained `from_logits`, reads the batch norm. A batch norm before the last layer, the neck of a metric "
        + "learner whose output is an embedding, and a frozen one are left alone.",
    severity = Severity.INFO,
    source = "Ioffe & Szegedy (2015), section 3.2, puts it before the activations of hidden layers; networks with it on the "
        + "logits are frequent in questions of beginners")
public final class NormOnLogits implements Rule {
  @Override
  public void check(LintContext context) {
    logits(context).forEach((norm, reader) -> context.report(Place.of(norm),
        context.say("`%s` normalises the logits that `%s` gives", norm, layer(context.graph(), norm)),
        Optional.empty(),
        reader.map(head -> context.related(head, "they become probabilities here")).stream().toList()));
  }

  /** Batch norms whose result is logits, and the op that reads them, if it is no loss. */
  private static Map<Node, Optional<Node>> logits(LintContext context) {
    Graph graph = context.graph();
    Map<Node, Optional<Node>> found = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if ((node.op() instanceof Softmax || node.op() instanceof Sigmoid) && node.operand(0) instanceof Value x
          && Rearrangement.isOutput(graph, context.analyses().uses(), node)) {
        norm(graph, x).ifPresent(norm -> found.putIfAbsent(norm, Optional.of(node)));
      }
    }
    for (TrainedOutput trained : TrainedOutput.of(graph)) {
      if (trained.loss().logits()) {
        norm(graph, trained.output().value()).ifPresent(norm -> found.putIfAbsent(norm, Optional.empty()));
      }
    }
    return found;
  }

  /** The batch norm that computes a value from what a layer gives, if one does. */
  private static Optional<Node> norm(Graph graph, Value value) {
    Node node = Rearrangement.source(graph, value);
    return node.op() instanceof BatchNorm norm && norm.statistics() != BatchNorm.Statistics.FROZEN
        && LinearLayer.of(graph, layer(graph, node)).isPresent() ? Optional.of(node) : Optional.empty();
  }

  private static Node layer(Graph graph, Node norm) {
    return norm.operand(BatchNorm.X) instanceof Value x ? Rearrangement.source(graph, x) : norm;
  }
}
