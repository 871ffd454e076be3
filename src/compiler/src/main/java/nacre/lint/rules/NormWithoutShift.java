package nacre.lint.rules;

import java.util.List;
import java.util.Optional;

import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.ScaleShift;
import nacre.lint.Fixes;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Repair;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A batch norm without beta, straight before an activation: nothing can move the values along the curve. */
@LintRule(summary = "a batch norm without `beta` feeds an activation, and nothing in between shifts",
    explanation = "After the normalisation every channel has mean 0, whatever the layers before learn, their biases "
        + "included. Without `beta` it enters the activation like this: a ReLU cuts off about half of every channel, a "
        + "sigmoid stays around its middle, and training cannot change it. Write `center=true`, or shift afterwards, as "
        + "Caffe's Scale layer with a bias term does. Other networks than Caffe's have `beta` unless told otherwise.\n\n"
        + "A batch norm after the activation may do without: the next layer has a bias. So may one whose result is "
        + "added to another branch before the activation, and a frozen one, whose mean is not that of its input.",
    severity = Severity.WARNING, fixes = Fixes.UNSAFE,
    source = "Ioffe & Szegedy (2015), section 3: beta restores what the normalisation takes away; Caffe's BatchNorm layer "
        + "leaves it to a Scale layer that ports often forget")
public final class NormWithoutShift implements Rule {
  @Override
  public void check(LintContext context) {
    SingleInputPaths paths =
        new SingleInputPaths(context.analyses(), Phase.INFERENCE, NormWithoutShift::isScale);
    for (Node node : context.graph().nodes()) {
      if (node.op() instanceof BatchNorm norm && norm.statistics() != BatchNorm.Statistics.FROZEN
          && node.operand(BatchNorm.BETA) instanceof Operand.Absent) {
        activations(paths, node, norm.axis()).stream().findFirst()
            .ifPresent(activation -> report(context, node, activation));
      }
    }
  }

  private static List<Node> activations(SingleInputPaths paths, Node node, int axis) {
    return paths.from(node, axis).stream()
        .filter(SingleInputPaths.AtReader.class::isInstance).map(SingleInputPaths.AtReader.class::cast)
        .filter(end -> end.operand() == 0 && Nonlinearity.is(end.reader().op()))
        .map(SingleInputPaths.AtReader::reader).toList();
  }

  /** A factor per channel moves no mean away from 0. */
  private static boolean isScale(Node node) {
    return node.op() instanceof ScaleShift && node.operand(ScaleShift.SHIFT) instanceof Operand.Absent
        && node.operand(ScaleShift.SCALE) instanceof Operand.ParamRef;
  }

  private static void report(LintContext context, Node node, Node activation) {
    context.report(Place.of(node),
        context.say("`%s` has no `%s`, so every channel enters `%s` with mean 0, whatever is learned", node,
            context.word("beta"), activation),
        Optional.of(Repair.unsafe(new Edit.SetAttribute(node.id(), "center", Attr.of(true)))),
        List.of(context.related(activation, "the activation")));
  }
}
