package nacre.lint.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import nacre.analysis.Uses;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.TypeError;
import nacre.ir.Value;
import nacre.ir.op.Candidate;
import nacre.ir.op.Dropout;

/** Ops that give the elements of their only operand another shape or order and change none of them. */
final class Rearrangement {
  private Rearrangement() {}

  /** Whether a node does so in training and at inference. */
  static boolean is(Graph graph, Node node) {
    return isAtInference(graph, node) && !(node.op() instanceof Dropout(double rate) && rate > 0);
  }

  /** Whether a node does so at inference, where a dropout does nothing. */
  static boolean isAtInference(Graph graph, Node node) {
    return candidates(graph, node).stream().anyMatch(candidate -> candidate instanceof Candidate.Relabel
        || candidate instanceof Candidate.Permutation);
  }

  /** The ways in which a node may be computed; none where its types are not known well enough. */
  static List<Candidate> candidates(Graph graph, Node node) {
    try {
      return node.op().candidates(graph.site(node));
    } catch (TypeError e) {
      return List.of();
    }
  }

  /** The node whose elements these are. */
  static Node source(Graph graph, Value value) {
    Node node = graph.producer(value);
    while (is(graph, node) && node.operand(0) instanceof Value before) {
      node = graph.producer(before);
    }
    return node;
  }

  /** The node whose elements these are at inference. */
  static Node sourceAtInference(Graph graph, Value value) {
    Node node = graph.producer(value);
    while (isAtInference(graph, node) && node.operand(0) instanceof Value before) {
      node = graph.producer(before);
    }
    return node;
  }

  /** Whether the elements of a node's result are, at inference, those of an output. */
  static boolean isOutput(Graph graph, Uses uses, Node start) {
    Deque<Node> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      for (Uses.Use use : uses.of(open.removeFirst().value())) {
        switch (use) {
          case Uses.ByOutput _ -> {
            return true;
          }
          case Uses.ByNode(int reader, int _) -> {
            if (isAtInference(graph, graph.node(reader))) {
              open.addLast(graph.node(reader));
            }
          }
        }
      }
    }
    return false;
  }
}
