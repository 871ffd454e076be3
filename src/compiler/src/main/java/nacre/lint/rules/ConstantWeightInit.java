package nacre.lint.rules;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import nacre.analysis.Uses;
import nacre.ir.Graph;
import nacre.ir.Init;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Param;
import nacre.lint.Finding;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A hidden layer whose units start out as copies of one. */
@LintRule(summary = "all weights of a hidden layer start as one number",
    explanation = "Units with equal weights compute the same of every input: the layer starts as a single unit, however wide "
        + "it is. What the next layer sends back is all that tells them apart; if that is constant as well they stay "
        + "the same for ever, and zeros before a ReLU get no gradient at all. Leave `init` away, or take a random one such as "
        + "`he_uniform` or `glorot_uniform`.\n\n"
        + "It is found where the result reaches another layer with weights. The last layer may start anywhere, targets tell its "
        + "units apart. So may, with zeros, a layer whose result is added to or multiplied with other data before the "
        + "next layer (the last one of a residual branch, a gate), a single unit per group (depthwise filters read "
        + "different channels), a layer that is not trained, and factors and shifts of norms.",
    severity = Severity.ERROR,
    source = "equal rows of W give equal rows of W x + b, and equal gradients where the next layer's columns are equal; "
        + "NeuraLint (Nikanjam et al., 2021) and TheDeepChecker (Ben Braiek & Khomh, 2023) look for it")
public final class ConstantWeightInit implements Rule {
  @Override
  public void check(LintContext context) {
    Graph graph = context.graph();
    Set<Integer> seen = new HashSet<>();
    for (Node node : graph.nodes()) {
      LinearLayer.of(graph, node).filter(layer -> startsAsOneUnit(graph, layer))
          .ifPresent(layer -> hiddenFrom(context, layer).filter(_ -> seen.add(layer.weight().index()))
              .ifPresent(next -> report(context, layer, next)));
    }
  }

  private static boolean startsAsOneUnit(Graph graph, LinearLayer layer) {
    Param weights = layer.weights(graph);
    return weights.trainable() && weights.init() instanceof Init.Constant
        && layer.units().orElse(1) > layer.groups();
  }

  /** The first layer with weights that reads what becomes of the result, if one does. */
  private static Optional<Node> hiddenFrom(LintContext context, LinearLayer layer) {
    Graph graph = context.graph();
    boolean zeros = layer.weights(graph).init().equals(Init.ZEROS);
    BitSet met = new BitSet();
    Deque<Node> open = new ArrayDeque<>(List.of(layer.node()));
    while (!open.isEmpty()) {
      for (Uses.Use use : context.analyses().uses().of(open.removeFirst().value())) {
        if (use instanceof Uses.ByNode(int id, int operand) && !met.get(id)) {
          Node reader = graph.node(id);
          if (operand == 0 && LinearLayer.of(graph, reader).isPresent()) {
            return Optional.of(reader);
          }
          met.set(id);
          if (!(zeros && joinsData(context, reader))) {
            open.addLast(reader);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean joinsData(LintContext context, Node node) {
    return node.operands().stream().filter(operand -> !(operand instanceof Operand.Absent)
        && !context.analyses().constness().isConstant(operand)).count() > 1;
  }

  private static void report(LintContext context, LinearLayer layer, Node next) {
    Graph graph = context.graph();
    Node node = layer.node();
    Param weights = layer.weights(graph);
    List<Finding.Related> related = List.of(context.related(next, "the layer that reads them"));
    context.report(Place.settings(graph, node),
        context.say("all weights of `%s` start as %s, so its units are copies of one another", node,
            ((Init.Constant) weights.init()).value()),
        Optional.empty(), related);
  }
}
