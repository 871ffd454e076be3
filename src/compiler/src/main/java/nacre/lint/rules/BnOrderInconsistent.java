package nacre.lint.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import nacre.analysis.Uses;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Value;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.Candidate;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Rule;
import nacre.source.Severity;

/** Batch norms before the activations of some layers and after those of others. */
@LintRule(summary = "some batch norms stand before the activation of their layer and others after it",
    explanation = "Layer, batch norm, activation is the order of Ioffe & Szegedy; layer, activation, batch norm is the other "
        + "one, which some measured to be better and some worse. Either can be meant. Both in one network mostly are not, and "
        + "only the first folds away at inference. The order that is rarer in the network is reported; of equally many, the "
        + "one after the activation.\n\n"
        + "What counts is what a batch norm does: one that reads a layer and is read by an activation stands before it; one "
        + "that reads the activation of a layer and is read by none stands after it. The batch norm that a "
        + "pre-activation block begins with, one before a sum, and one that no activation follows are neither.",
    severity = Severity.STYLE, enabled = false,
    source = "Ioffe & Szegedy (2015) place it before; the measurements of ducha-aiki's caffenet-benchmark favour after for "
        + "CaffeNet (0.499 over 0.478) and before for GoogLeNet (0.603 over 0.596)")
public final class BnOrderInconsistent implements Rule {
  @Override
  public void check(LintContext context) {
    Graph graph = context.graph();
    List<Node> before = new ArrayList<>();
    List<Node> after = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof BatchNorm && node.operand(BatchNorm.X) instanceof Value x) {
        boolean activated = isRead(context, node);
        if (activated && isLayer(graph, source(graph, x))) {
          before.add(node);
        } else if (!activated && activates(graph, source(graph, x)).isPresent()) {
          after.add(node);
        }
      }
    }
    if (!before.isEmpty() && !after.isEmpty()) {
      boolean afterIsRarer = after.size() <= before.size();
      report(context, afterIsRarer ? after : before, afterIsRarer ? before : after, afterIsRarer ? "after" : "before");
    }
  }

  private static void report(LintContext context, List<Node> rarer, List<Node> others, String where) {
    for (Node node : rarer) {
      context.report(Place.of(node),
          context.say("`%s` stands %s the activation of its layer, unlike %d of the %d batch norms that have one", node,
              where, others.size(), others.size() + rarer.size()),
          Optional.empty(), List.of(context.related(others.getFirst(), "it is the other way round here")));
    }
  }

  private static boolean isLayer(Graph graph, Node node) {
    return LinearLayer.of(graph, node).isPresent();
  }

  /** The layer of which a node is the activation. */
  private static Optional<Node> activates(Graph graph, Node node) {
    return Nonlinearity.is(node.op()) && node.operand(0) instanceof Value x
        ? Optional.of(source(graph, x)).filter(layer -> isLayer(graph, layer))
        : Optional.empty();
  }

  private static Node source(Graph graph, Value value) {
    Node node = graph.producer(value);
    while (isPassed(graph, node) && node.operand(0) instanceof Value before) {
      node = graph.producer(before);
    }
    return node;
  }

  /** Whether an activation reads a node's result. */
  private static boolean isRead(LintContext context, Node start) {
    Graph graph = context.graph();
    Deque<Node> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      for (Uses.Use use : context.analyses().uses().of(open.removeFirst().value())) {
        if (use instanceof Uses.ByNode(int id, int _)) {
          Node reader = graph.node(id);
          if (Nonlinearity.is(reader.op())) {
            return true;
          }
          if (isPassed(graph, reader)) {
            open.addLast(reader);
          }
        }
      }
    }
    return false;
  }

  /** Ops that may stand between the three without changing who belongs to whom. */
  private static boolean isPassed(Graph graph, Node node) {
    return Rearrangement.isAtInference(graph, node) || Rearrangement.candidates(graph, node).stream()
        .anyMatch(candidate -> candidate instanceof Candidate.Pooling || candidate instanceof Candidate.GlobalAverage);
  }
}
