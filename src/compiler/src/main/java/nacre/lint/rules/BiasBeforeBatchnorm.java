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
 * A bias whose only effect is to move the mean that batch norms subtract: {@code (x + b) - mean(x + b) = x - mean(x)}.
 */
@LintRule(summary = "a bias goes nowhere but into batch norms, which subtract it again",
    explanation = "A batch norm subtracts the mean of each channel, and a bias moves exactly this mean: whatever it "
        + "learns, the result is the same, so it gets no gradient and costs memory, a weight file entry and an addition "
        + "per element. The `beta` of the batch norm is the bias that works. Write `bias=false`; where trained weights are "
        + "bound, `running_mean` loses what the bias was, and the network computes the same as before.\n\n"
        + "It is found only where every reader of the layer, over whatever pooling, reshaping, concatenation and residual sums "
        + "there are, is a batch norm over the same channels. A ReLU or a dropout in between, another reader, an output, and a "
        + "frozen batch norm (which subtracts the mean of other data) each give the bias an effect. Behind a concatenation "
        + "or `flatten` a channel's bias is spread over a longer axis; the fix is then not safe where weights are bound.",
    severity = Severity.WARNING, fixes = Fixes.SAFE_OR_UNSAFE,
    source = "Ioffe & Szegedy (2015), section 3.2, leaves the bias out for this reason; Goodfellow, Bengio & Courville (2016), section 8.7.1")
public final class BiasBeforeBatchnorm implements Rule {
  @Override
  public void check(LintContext context) {
    CancelledBiases cancelled = new CancelledBiases(context.analyses());
    Set<Integer> seen = new HashSet<>();
    for (Node node : context.graph().nodes()) {
      cancelled.of(node).filter(bias -> bias.norms().stream().anyMatch(norm -> norm.op() instanceof BatchNorm))
          .filter(_ -> seen.add(CancelledBiases.layer(node))).ifPresent(bias -> bias.report(context, node));
    }
  }
}
