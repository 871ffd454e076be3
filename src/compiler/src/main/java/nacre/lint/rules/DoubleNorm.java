package nacre.lint.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import nacre.ir.Edit;
import nacre.ir.Node;
import nacre.ir.Phase;
import nacre.ir.op.BatchNorm;
import nacre.lint.Finding;
import nacre.lint.Fixes;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Repair;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A batch norm whose result goes to nothing but other batch norms over the same channels. */
@LintRule(summary = "a batch norm is followed by another one over the same channels, with nothing to learn in between",
    explanation = "The second batch norm subtracts the mean and divides by the deviation of what it reads, and so takes "
        + "away whatever scale and shift the first one gave: only pooling or reshaping lies between them, no weights and "
        + "no activation. The first costs time and parameters for nothing; most likely a layer was meant to stand between "
        + "them. Remove the first, or put that layer in.\n\n"
        + "It is found only where every reader of the first is such a batch norm: where its result is also added, "
        + "concatenated (DenseNet), handed out or read by a layer, both do something. A frozen second one does not measure "
        + "what it reads, and normalises nothing away.",
    severity = Severity.WARNING, fixes = Fixes.UNSAFE,
    source = "norm(a * x + b) = norm(x) for a > 0, up to epsilon, applied to the first norm's scale and shift")
public final class DoubleNorm implements Rule {
  @Override
  public void check(LintContext context) {
    SingleInputPaths paths = new SingleInputPaths(context.analyses(), Phase.TRAINING, _ -> false);
    for (Node node : context.graph().nodes()) {
      if (node.op() instanceof BatchNorm norm) {
        repeated(paths.from(node, norm.axis())).ifPresent(later -> report(context, node, later));
      }
    }
  }

  /** The batch norms at the ends, if there are any and every end is one. */
  private static Optional<List<Node>> repeated(List<SingleInputPaths.End> ends) {
    List<Node> norms = new ArrayList<>();
    for (SingleInputPaths.End end : ends) {
      if (end instanceof SingleInputPaths.AtReader(Node reader, int operand, int axis)
          && reader.op() instanceof BatchNorm norm && operand == BatchNorm.X && norm.axis() == axis
          && norm.statistics() != BatchNorm.Statistics.FROZEN) {
        norms.add(reader);
      } else {
        return Optional.empty();
      }
    }
    return norms.isEmpty() ? Optional.empty() : Optional.of(norms);
  }

  private static void report(LintContext context, Node node, List<Node> later) {
    List<Finding.Related> related =
        later.stream().map(norm -> context.related(norm, context.say("`%s` normalises again", norm))).toList();
    context.report(Place.of(node),
        context.say("`%s` normalises for nothing: `%s` normalises the same channels again", node, later.getFirst()),
        Optional.of(Repair.unsafe(new Edit.Remove(node.id()))), related);
  }
}
