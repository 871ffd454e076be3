package nacre.lint.rules;

import java.util.List;
import java.util.Optional;

import nacre.ir.Node;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.op.Softmax;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A softmax over one element is 1, whatever the network computes: {@code exp(x) / exp(x)}. */
@LintRule(summary = "softmax over an axis of one element is always 1",
    explanation = "A softmax divides by the sum over its axis. With a single element the result is 1 for every input, and "
        + "no gradient flows. For a yes-or-no answer use one unit and `sigmoid`, or two units and `softmax`.",
    severity = Severity.ERROR,
    source = "exp(x) / exp(x) = 1 for every x; Nikanjam et al. (2021), NeuraLint, found it in questions of beginners")
public final class SoftmaxOneUnit implements Rule {
  @Override
  public void check(LintContext context) {
    for (Node node : context.graph().nodes()) {
      if (node.op() instanceof Softmax(int axis) && isSingle(node.type(), axis)) {
        String message =
            context.say("`%s` runs over a single element, so it is 1 for every input; use `%s`, or two units",
                node, context.word("sigmoid"));
        context.report(Place.of(node), message, Optional.empty(), List.of());
      }
    }
  }

  private static boolean isSingle(Type type, int axis) {
    return type instanceof TensorType tensor && tensor.isRanked() && tensor.dim(axis).is(1);
  }
}
