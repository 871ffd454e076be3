package nacre.lint.rules;

import java.util.List;
import java.util.Optional;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.InputOp;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A batch norm that reads nothing but an input of the network. */
@LintRule(summary = "a batch norm is the first thing that happens to an input",
    explanation = "Mean and deviation of the input are those of the data set: known before training, and the same in every "
        + "batch. A batch norm estimates them again from each batch, so that a picture is scaled by whatever else is in its "
        + "batch, and it learns a scale and shift that the next layer could as well learn. Say `mean` and `std` in the "
        + "input's settings, or use a batch norm with `center=false, scale=false`. It works all the same, and is a remark.\n\n"
        + "It is found where the elements that are normalised are those of an input, at most reshaped or transposed. Tables "
        + "(inputs of two axes) are left alone: there it saves looking at every column. So are a frozen batch norm, "
        + "which has the data set's statistics, and one without scale and shift.",
    severity = Severity.INFO,
    source = "Ioffe & Szegedy (2015), section 3, normalises the inputs of layers; for the first of them LeCun et al. (1998), "
        + "`Efficient BackProp`, section 4.3, takes the training set's mean and deviation")
public final class NormOnInput implements Rule {
  /** An input with no more axes is a table. */
  private static final int TABLE = 2;

  @Override
  public void check(LintContext context) {
    Graph graph = context.graph();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof BatchNorm norm && norm.statistics() != BatchNorm.Statistics.FROZEN && learns(node)
          && node.operand(BatchNorm.X) instanceof Value x) {
        Node input = Rearrangement.source(graph, x);
        if (input.op() instanceof InputOp && Math.max(rank(input), rank(node)) > TABLE) {
          context.report(Place.of(node),
              context.say(
                  "`%s` normalises the input `%s` by each batch; mean and deviation of the data set are known before",
                  node, input),
              Optional.empty(), List.of(context.related(input, "the input")));
        }
      }
    }
  }

  private static boolean learns(Node node) {
    return !(node.operand(BatchNorm.GAMMA) instanceof Operand.Absent
        && node.operand(BatchNorm.BETA) instanceof Operand.Absent);
  }

  private static int rank(Node node) {
    return node.type() instanceof TensorType type && type.isRanked() ? type.rank() : 0;
  }
}
