package nacre.lint.rules;

import java.util.List;
import java.util.Optional;

import nacre.analysis.Uses;
import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.TensorType;
import nacre.lint.Fixes;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Repair;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A loss that takes logarithms of probabilities, fed with what a linear layer gives. */
@LintRule(summary = "a loss that wants probabilities is fed the result of a linear layer",
    explanation = "A cross-entropy takes the logarithm of the probabilities that it is fed. A linear layer gives any number, "
        + "negative ones too, whose logarithm is none: libraries clip them to a small number, and there the gradient is "
        + "zero. Say `from_logits = true` beside the loss, which is also the exacter way to compute it, or put the "
        + "`softmax` (one class of several) or `sigmoid` (each class by itself) before the output.\n\n"
        + "As in Keras, `from_logits` is false unless said. It is found where nothing but reshaping, pooling, dropout and "
        + "norms lies between a dense layer, convolution or matrix product and an output that is trained with such a "
        + "cross-entropy; any other loss, and an output whose training the text says nothing of, is left alone.",
    severity = Severity.ERROR, fixes = Fixes.UNSAFE,
    source = "log(x) is undefined for x < 0, and w * x + b takes every value as b does; UMLAUT (Schoop et al., 2021) and "
        + "NeuraLint (Nikanjam et al., 2021) found it in questions of beginners")
public final class MissingOutputActivation implements Rule {
  @Override
  public void check(LintContext context) {
    Graph graph = context.graph();
    for (TrainedOutput trained : TrainedOutput.of(graph)) {
      if (!trained.loss().logits()) {
        LinearPath.toOutput(graph, trained.output().value()).ifPresent(layer -> report(context, trained, layer));
      }
    }
  }

  private static void report(LintContext context, TrainedOutput trained, Node layer) {
    Loss loss = trained.loss();
    context.report(Place.of(layer),
        context.say(
            "`%s` is trained with `%s`, which takes probabilities, but `%s` gives any number; say `%s`, or add `%s`",
            trained.output().name(), loss.name(context), layer, context.fact("from_logits", Attr.of(true)),
            context.word(loss.kind().activation())),
        insertion(context, trained, layer), List.of());
  }

  /** The activation after the layer, where nothing but the output reads it and the axis of its classes is known. */
  private static Optional<Repair> insertion(LintContext context, TrainedOutput trained, Node layer) {
    Graph graph = context.graph();
    List<Uses.Use> readers = context.analyses().uses().of(layer.value());
    if (!trained.isResultOf(layer) || readers.size() != 1 || !(layer.type() instanceof TensorType type)) {
      return Optional.empty();
    }
    return LinearLayer.of(graph, layer).map(linear -> {
      boolean last = trained.loss().kind() == Loss.Kind.BINARY || linear.axis() == type.rank() - 1;
      String activation = trained.loss().kind().activation();
      return Repair.unsafe(
          new Edit.Insert(layer.id(), activation, last ? List.of() : List.of(Attr.of(linear.axis()))));
    });
  }
}
