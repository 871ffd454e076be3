package nacre.lint.rules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import nacre.analysis.Uses;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Rule;
import nacre.source.Severity;

/** Two layers with weights and nothing that is not linear between them. */
@LintRule(summary = "a layer reads another one with no activation in between",
    explanation = "A linear function of a linear function is linear: whatever the two layers learn, one layer computes as "
        + "well, and depth gains nothing. Batch norm, pooling by average, reshaping and, once trained, dropout are linear, "
        + "too. Most likely an activation was forgotten.\n\n"
        + "It is found where nothing else reads the first layer or what lies between, and where the first has at least as many "
        + "channels as the smaller of its input and the second's result. With fewer (a linear bottleneck, a low-rank "
        + "factorisation) the pair has fewer weights than one layer and cannot learn everything, which is meant; so are "
        + "grouped and depthwise convolutions beside pointwise ones, windows that are taken axis by axis, and layers whose "
        + "weights others share. Projections of attention meet in a product, residual branches in a sum.",
    severity = Severity.WARNING,
    source = "W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2), and W2 W1 is any matrix if W1 has as many rows as W2 W1 has "
        + "rows or columns; Sandler et al. (2018) for linear bottlenecks")
public final class LinearStack implements Rule {
  @Override
  public void check(LintContext context) {
    Graph graph = context.graph();
    Uses uses = context.analyses().uses();
    for (Node node : graph.nodes()) {
      Optional<LinearLayer> second = LinearLayer.of(graph, node).filter(layer -> isPlain(graph, uses, layer));
      second.flatMap(layer -> LinearPath.before(graph, uses, layer)).filter(first -> isPlain(graph, uses, first))
          .filter(first -> gainsNothing(graph, first, second.orElseThrow()))
          .ifPresent(first -> report(context, first.node(), node));
    }
  }

  /** Weights of its own, trained, between all channels. */
  private static boolean isPlain(Graph graph, Uses uses, LinearLayer layer) {
    return layer.groups() == 1 && layer.weights(graph).trainable()
        && uses.ofParam(layer.weight().index()).size() == 1;
  }

  private static boolean gainsNothing(Graph graph, LinearLayer first, LinearLayer second) {
    OptionalLong hidden = first.units();
    OptionalLong features = first.features(graph);
    OptionalLong units = second.units();
    return hidden.isPresent() && features.isPresent() && units.isPresent()
        && hidden.getAsLong() >= Math.min(features.getAsLong(), units.getAsLong())
        && !isSeparable(first.window(graph), second.window(graph));
  }

  /** Whether both have windows, along different axes. */
  private static boolean isSeparable(List<Dim> first, List<Dim> second) {
    boolean apart = first.size() == second.size() && isWide(first) && isWide(second);
    for (int i = 0; i < first.size() && apart; i++) {
      apart = first.get(i).is(1) || second.get(i).is(1);
    }
    return apart;
  }

  private static boolean isWide(List<Dim> window) {
    return window.stream().anyMatch(extent -> !extent.is(1));
  }

  private static void report(LintContext context, Node first, Node second) {
    context.report(Place.of(second),
        context.say("`%s` reads `%s` without an activation in between: one layer computes as much", second, first),
        Optional.empty(), List.of(context.related(first, "the layer before")));
  }
}
