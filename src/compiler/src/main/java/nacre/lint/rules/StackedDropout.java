package nacre.lint.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

import nacre.analysis.Uses;
import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Value;
import nacre.ir.op.Dropout;
import nacre.lint.Fixes;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Repair;
import nacre.lint.Rule;
import nacre.source.Severity;

/** Two dropouts in a row are one: what both let through is scaled by both. */
@LintRule(summary = "a dropout follows another one with nothing in between",
    explanation = "An element survives two dropouts of rates p and q with probability (1 - p)(1 - q) and is then divided by "
        + "just that, which is what one dropout of rate 1 - (1 - p)(1 - q) does. Two of 0.5 drop three quarters, which "
        + "few mean. Write the one that is meant.\n\n"
        + "It is found where the second is the only reader of the first, at most through reshaping. The fix keeps what "
        + "is computed at inference and the distribution in training, but other elements are dropped for one seed.",
    severity = Severity.STYLE, fixes = Fixes.UNSAFE,
    source = "the product of two independent masks of Bernoulli variables is one with the product of their means")
public final class StackedDropout implements Rule {
  /** Digits of a rate that are worth writing. */
  private static final MathContext DIGITS = new MathContext(6);

  @Override
  public void check(LintContext context) {
    Graph graph = context.graph();
    Uses uses = context.analyses().uses();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Dropout(double rate) && rate > 0) {
        first(graph, uses, node).ifPresent(first -> report(context, first, node));
      }
    }
  }

  /** The dropout before, if nobody reads what lies in between. */
  private static Optional<Node> first(Graph graph, Uses uses, Node second) {
    Node at = second;
    while (at.operand(0) instanceof Value before && uses.sole(before).isPresent()) {
      at = graph.producer(before);
      if (at.op() instanceof Dropout(double rate) && rate > 0) {
        return Optional.of(at);
      }
      if (!Rearrangement.is(graph, at)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static void report(LintContext context, Node first, Node second) {
    double rate = both(((Dropout) first.op()).rate(), ((Dropout) second.op()).rate());
    Repair one = Repair.unsafe(new Edit.SetAttribute(first.id(), "rate", Attr.of(rate)), new Edit.Remove(second.id()));
    context.report(Place.of(second),
        context.say("`%s` follows the dropout `%s`: together they are one of rate %s", second, first, rate),
        Optional.of(one),
        List.of(context.related(first, "the first dropout")));
  }

  private static double both(double first, double second) {
    return new BigDecimal(1 - (1 - first) * (1 - second)).round(DIGITS).doubleValue();
  }
}
