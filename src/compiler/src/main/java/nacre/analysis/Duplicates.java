package nacre.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.Op;

/**
 * For each node the first one that computes the same: with an equal op, all attributes counted, equal types, and operands
 * that are the same or computed by nodes of which this holds in turn. Parameters are the same if they are one parameter,
 * constants if their contents are equal. What is not pure is like nothing else.
 */
public final class Duplicates {
  /** What a pure node computes, its operands being results of first nodes. */
  private record Expression(Op op, List<Operand> operands, List<Type> types) {}

  private final int[] first;

  Duplicates(Graph graph) {
    first = new int[graph.nodes().size()];
    Map<Expression, Integer> known = new HashMap<>();
    for (Node node : graph.nodes()) {
      List<Operand> operands = node.operands().stream().map(this::first).toList();
      first[node.id()] = node.op().pure()
          ? known.computeIfAbsent(new Expression(node.op(), operands, node.types()), _ -> node.id())
          : node.id();
    }
  }

  private Operand first(Operand operand) {
    return operand instanceof Value(int node, int port) ? new Value(first[node], port) : operand;
  }

  /** The first node that computes the same; the node itself if there is no other. */
  public int first(int node) {
    return first[node];
  }
}
