package nacre.lint.rules;

import java.util.List;
import java.util.Optional;

import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Node;
import nacre.ir.op.BatchNorm;
import nacre.lint.Fixes;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Repair;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A batch norm that normalises by the batch at hand when the network is used. */
@LintRule(summary = "a batch norm uses the statistics of the batch at inference",
    explanation = "With `statistics=batch` an answer depends on what else is in the batch, and a batch of one picture is "
        + "normalised by itself: 98 % in training and under 50 % in the test is the usual picture. `statistics=running` "
        + "uses the mean and variance that training collected, and lets the layer be folded away.",
    severity = Severity.ERROR, fixes = Fixes.UNSAFE,
    source = "Ioffe & Szegedy (2015), section 3.1: inference uses the population statistics")
public final class BatchStatisticsAtInference implements Rule {
  @Override
  public void check(LintContext context) {
    for (Node node : context.graph().nodes()) {
      if (node.op() instanceof BatchNorm norm && norm.statistics() == BatchNorm.Statistics.BATCH
          && context.analyses().reachability().isReached(node.id())) {
        Edit running = new Edit.SetAttribute(node.id(), "statistics", new Attr.Word("running"));
        context.report(Place.of(node),
            context.say("`%s` normalises by the batch at hand, so an answer depends on the rest of its batch", node),
            Optional.of(Repair.unsafe(running)), List.of());
      }
    }
  }
}
