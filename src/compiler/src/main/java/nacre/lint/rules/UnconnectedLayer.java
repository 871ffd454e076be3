package nacre.lint.rules;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Layer;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Type;
import nacre.ir.op.Constant;
import nacre.lint.Fixes;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Repair;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A layer that nothing applies, or a result that nothing reads. */
@LintRule(summary = "a layer is made, but no output depends on it",
    explanation = "The layer has no part in what the network computes: it is neither trained nor run. Either it was "
        + "forgotten on the way from input to output and belongs into the pipe, or it is left over and can go. What is "
        + "read outside, such as an auxiliary head, is an `output`.\n\n"
        + "Of a chain that leads nowhere, the last step is reported, once.",
    severity = Severity.ERROR, fixes = Fixes.SAFE,
    source = "a batch norm constructed but never added to the model is a frequent cause of `batch norm does nothing` "
        + "questions")
public final class UnconnectedLayer implements Rule {
  @Override
  public void check(LintContext context) {
    Graph graph = context.graph();
    BitSet applied = new BitSet();
    graph.nodes().forEach(node -> node.layer().ifPresent(applied::set));
    for (int i = applied.nextClearBit(0); i < graph.layers().size(); i = applied.nextClearBit(i + 1)) {
      Layer layer = graph.layers().get(i);
      context.report(Place.of(layer),
          context.say("`%s` (%s) is made but never applied: the network is computed without it",
              layer, context.word(layer.kind())),
          removal(i, layer), List.of());
    }
    Set<Location> connected = connected(context);
    for (Node node : graph.nodes()) {
      if (isDeadEnd(context, node) && !connected.contains(node.location())) {
        context.report(Place.of(node),
            context.say("nothing reads the result of `%s`: no output depends on it", node),
            Optional.empty(), List.of());
      }
    }
  }

  /** In a block or loop another use may apply what this one does not. */
  private static Optional<Repair> removal(int index, Layer layer) {
    boolean once = layer.location().text().filter(text -> text.frame().isEmpty()).isPresent();
    return once
        ? Optional.of(Repair.safe(new Edit.RemoveLayer(index)))
        : Optional.empty();
  }

  /** Layers of a model file on which an output depends: of the nodes that such a layer becomes, some may be left over. */
  private static Set<Location> connected(LintContext context) {
    return context.graph().nodes().stream()
        .filter(node -> context.analyses().reachability().isReached(node.id()))
        .flatMap(node -> node.location().model().stream()).collect(Collectors.toSet());
  }

  /** The last node of a chain that leads nowhere; those before it would say the same again. Inputs are not pure. */
  private static boolean isDeadEnd(LintContext context, Node node) {
    boolean computes = !(node.op() instanceof Constant) && node.op().pure();
    return computes && !node.types().contains(Type.POISON) && context.analyses().uses().isUnused(node);
  }
}
