package nacre.lint.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Node;
import nacre.ir.op.Dropout;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A dropout that drops more than it keeps. */
@LintRule(summary = "a dropout drops more than half of its elements, or its rate is no probability",
    explanation = "`rate` is the probability that an element is dropped, as in Keras and PyTorch. TensorFlow 1 and many papers "
        + "say how much is kept: what they call 0.8 is `rate=0.2` here. A rate above 0.5 adds more noise than signal and "
        + "is most likely such a mix-up; where it is meant, allow it.\n\n"
        + "A rate below 0 or from 1 on, which would drop everything, is an error of the call that no setting turns off.",
    severity = Severity.WARNING,
    source = "UMLAUT (Schoop et al., 2021) warns above 0.5; Srivastava et al. (2014) call the probability of being kept p")
public final class DropoutRate implements Rule {
  private static final double HALF = 0.5;
  private static final MathContext DIGITS = new MathContext(6);

  @Override
  public void check(LintContext context) {
    for (Node node : context.graph().nodes()) {
      if (node.op() instanceof Dropout(double rate) && rate > HALF) {
        Attr kept = Attr.of(new BigDecimal(1 - rate).round(DIGITS).doubleValue());
        context.report(Place.of(node),
            context.say("`%s` drops %s of its elements; to keep that much, write `%s`", node, rate,
                new Edit.SetAttribute(node.id(), "rate", kept)),
            Optional.empty(), List.of());
      }
    }
  }
}
