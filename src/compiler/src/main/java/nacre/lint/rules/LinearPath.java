package nacre.lint.rules;

import java.util.Optional;

import nacre.analysis.Uses;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Value;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.Candidate;
import nacre.ir.op.MatMul;
import nacre.ir.op.ScaleShift;

/** Ways along which a value stays a linear function, up to a constant, of one that it is computed from. */
final class LinearPath {
  private LinearPath() {}

  /**
   * The layer or matrix product that a value comes from through ops that bound nothing: whatever number the layer gives
   * everywhere, the value can be, too.
   */
  static Optional<Node> toOutput(Graph graph, Value value) {
    Node node = graph.producer(value);
    while (isTransparent(graph, node) || isPooling(graph, node)) {
      if (!(node.operand(0) instanceof Value before)) {
        return Optional.empty();
      }
      node = graph.producer(before);
    }
    boolean linear = node.op() instanceof MatMul || LinearLayer.of(graph, node).isPresent();
    return linear ? Optional.of(node) : Optional.empty();
  }

  /** The layer of which a layer reads a linear function, if that is all that anyone reads of it. */
  static Optional<LinearLayer> before(Graph graph, Uses uses, LinearLayer layer) {
    Node node = layer.node();
    while (node.operand(0) instanceof Value before && uses.sole(before).isPresent()) {
      node = graph.producer(before);
      Optional<LinearLayer> found = LinearLayer.of(graph, node);
      if (found.isPresent() || !isTransparent(graph, node) && !isAverage(graph, node)) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Norms with their own statistics taken as constants, and what does nothing to elements. */
  private static boolean isTransparent(Graph graph, Node node) {
    return node.op() instanceof BatchNorm || node.op() instanceof ScaleShift
        || Rearrangement.isAtInference(graph, node);
  }

  private static boolean isAverage(Graph graph, Node node) {
    return Rearrangement.candidates(graph, node).stream()
        .anyMatch(candidate -> candidate instanceof Candidate.GlobalAverage
            || candidate instanceof Candidate.Pooling pooling && pooling.kind() != Candidate.Pooling.Kind.MAXIMUM);
  }

  private static boolean isPooling(Graph graph, Node node) {
    return Rearrangement.candidates(graph, node).stream()
        .anyMatch(candidate -> candidate instanceof Candidate.GlobalAverage
            || candidate instanceof Candidate.Pooling);
  }
}
