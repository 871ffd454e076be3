package nacre.lint.rules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Softmax;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A cross-entropy whose idea of the classes is not the last layer's. */
@LintRule(summary = "the loss takes classes for independent and the output does not, or the other way round",
    explanation = "`binary_crossentropy` asks of each class whether it is there, and wants a `sigmoid` per class; "
        + "`categorical_crossentropy` asks which one it is, and wants a `softmax` over all. A softmax trained with the binary "
        + "loss is pushed down once per absent class, and a metric that goes with the loss counts classes, not pictures. "
        + "A sigmoid trained with the categorical loss is only ever pushed up: it may say yes to everything. With a "
        + "single unit the categorical loss has nothing to choose from and is constant.\n\n"
        + "Of two classes with one-hot targets the binary loss of a softmax is the categorical one, so there it is a "
        + "remark. Many labels that may hold together (a sigmoid per label, binary loss) are right as they are, and any other "
        + "loss, or an output whose training the text says nothing of, is left alone.",
    severity = Severity.WARNING,
    source = "with p = softmax(z), the binary loss adds -log(1 - p) of each absent class to the categorical one; for two classes "
        + "1 - p of one is p of the other")
public final class LossHeadMismatch implements Rule {
  private static final String BINARY = "binary_crossentropy";
  private static final String CATEGORICAL = "categorical_crossentropy";
  private static final String ONE_OR_SEVERAL = "one class of several wants `%s`, several at once want `%s`";

  @Override
  public void check(LintContext context) {
    Graph graph = context.graph();
    for (TrainedOutput trained : TrainedOutput.of(graph)) {
      Node head = trained.head(graph);
      switch (trained.loss().kind()) {
        case BINARY -> checkBinary(context, trained, head);
        case CATEGORICAL -> checkCategorical(context, trained, head);
      }
    }
  }

  private static void checkBinary(LintContext context, TrainedOutput trained, Node head) {
    if (trained.loss().logits() || !(head.op() instanceof Softmax(int axis))) {
      return;
    }
    OptionalLong classes = extent(head, axis);
    if (classes.isPresent() && classes.getAsLong() == 2) {
      String message = message(context, trained, head,
          context.say("for two classes with one-hot targets it equals `%s`, which says what is meant",
              context.loss(CATEGORICAL, false)));
      context.inform(Place.of(head), message, Optional.empty(), List.of());
    } else if (classes.isPresent() && classes.getAsLong() > 2) {
      report(context, head, message(context, trained, head, context.say(ONE_OR_SEVERAL,
          context.loss(CATEGORICAL, false), context.word(Loss.Kind.BINARY.activation()))));
    }
  }

  private static void checkCategorical(LintContext context, TrainedOutput trained, Node head) {
    Optional<Node> layer = layer(context.graph(), head);
    if (layer.filter(node -> trained.isResultOf(node) || trained.isResultOf(head))
        .filter(node -> units(context.graph(), node).equals(OptionalLong.of(1))).isPresent()) {
      report(context, head,
          context.say("`%s` is a single unit, and `%s` chooses among classes; for yes or no use `%s`, or two units",
              trained.output().name(), trained.loss().name(context), context.loss(BINARY, trained.loss().logits())));
    } else if (head.op() instanceof Sigmoid) {
      report(context, head, message(context, trained, head, context.say(ONE_OR_SEVERAL,
          context.word(Loss.Kind.CATEGORICAL.activation()), context.loss(BINARY, trained.loss().logits()))));
    }
  }

  private static String message(LintContext context, TrainedOutput trained, Node head, String advice) {
    return context.say("`%s` ends in `%s` and is trained with `%s`; %s", trained.output().name(), head.op(),
        trained.loss().name(context), advice);
  }

  private static void report(LintContext context, Node head, String message) {
    context.report(Place.of(head), message, Optional.empty(), List.of());
  }

  /** The linear layer that gives what the output holds, or what a sigmoid makes of it. */
  private static Optional<Node> layer(Graph graph, Node head) {
    if (head.op() instanceof Sigmoid && head.operand(0) instanceof Value x) {
      return Optional.of(graph.producer(x)).filter(node -> LinearLayer.of(graph, node).isPresent());
    }
    return Optional.of(head).filter(node -> LinearLayer.of(graph, node).isPresent());
  }

  private static OptionalLong units(Graph graph, Node layer) {
    return LinearLayer.of(graph, layer).map(LinearLayer::units).orElse(OptionalLong.empty());
  }

  private static OptionalLong extent(Node node, int axis) {
    return node.type() instanceof TensorType type && type.isRanked() ? type.dim(axis).known() : OptionalLong.empty();
  }
}
