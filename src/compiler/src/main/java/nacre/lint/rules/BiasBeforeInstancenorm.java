package nacre.lint.rules;

import java.util.HashSet;
import java.util.Set;

import nacre.ir.Node;
import nacre.ir.op.BatchNorm;
import nacre.lint.Fixes;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Rule;
import nacre.source.Severity;

/**
 * A bias whose only effect is to move the means that instance norms subtract: {@code (x + b) - mean(x + b) = x - mean(x)}
 * over the pixels of each channel.
 */
@LintRule(summary = "a bias goes nowhere but into instance norms, which subtract it again",
    explanation = "An instance norm subtracts the mean of each channel of each image, and a bias moves exactly this mean: "
        + "whatever it learns, the result is the same, so it gets no gradient and costs memory and an addition per "
        + "element. The norm's own `beta` is the bias that works. Write `bias=false`; nothing else changes.\n\n"
        + "A group norm with a group for each channel is an instance norm. With fewer groups, or a layer norm, the mean is "
        + "taken over several channels, and what a bias adds to one of them is seen. It is found only where every reader "
        + "of the layer, over whatever pooling, reshaping and residual sums there are, is such a norm over the same channels; "
        + "an activation or a dropout in between, another reader and an output each give the bias an effect. CycleGAN "
        + "and other well-known networks have such biases; they do no harm and nothing else.",
    severity = Severity.WARNING, fixes = Fixes.SAFE,
    source = "Ulyanov et al. (2016): the mean is taken per image and channel; Wu & He (2018): group norm with groups = channels "
        + "is instance norm")
public final class BiasBeforeInstancenorm implements Rule {
  @Override
  public void check(LintContext context) {
    CancelledBiases cancelled = new CancelledBiases(context.analyses());
    Set<Integer> seen = new HashSet<>();
    for (Node node : context.graph().nodes()) {
      cancelled.of(node).filter(bias -> bias.norms().stream().noneMatch(norm -> norm.op() instanceof BatchNorm))
          .filter(_ -> seen.add(CancelledBiases.layer(node))).ifPresent(bias -> bias.report(context, node));
    }
  }
}
