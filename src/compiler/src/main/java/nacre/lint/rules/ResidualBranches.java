package nacre.lint.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;

import nacre.analysis.Constness;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Value;
import nacre.ir.op.Add;

/**
 * Which nodes lie in a residual branch: a value forks, the node lies on one way from there to a sum, and the other operand
 * of the sum is reached from the fork without it. Formally, there is an {@link Add} of which exactly one operand depends
 * on the node, and some value on which both the node and the other operand depend.
 */
final class ResidualBranches {
  private static final byte LEFT = 1;
  private static final byte RIGHT = 2;
  private static final byte BOTH = LEFT | RIGHT;

  private final Graph graph;
  private final Constness constness;
  /** Nodes that are asked for and in no branch so far. */
  private final TreeSet<Integer> open;
  private final BitSet inside = new BitSet();
  /** On which operands of the sum at hand each node is on the way; 0 outside the walk. */
  private final byte[] sides;

  private ResidualBranches(Graph graph, Constness constness, SortedSet<Integer> nodes) {
    this.graph = graph;
    this.constness = constness;
    open = new TreeSet<>(nodes);
    sides = new byte[graph.nodes().size()];
  }

  /** Looks at the given nodes only. Each sum costs what lies between it and its fork. */
  static BitSet of(Graph graph, Constness constness, SortedSet<Integer> nodes) {
    ResidualBranches branches = new ResidualBranches(graph, constness, nodes);
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Add && branches.open.lower(node.id()) != null) {
        branches.visit(node);
      }
    }
    return branches.inside;
  }

  private void visit(Node sum) {
    PriorityQueue<Integer> latest = new PriorityQueue<>(Collections.reverseOrder());
    mark(sum.operand(0), LEFT, latest);
    mark(sum.operand(1), RIGHT, latest);
    List<Integer> visited = new ArrayList<>();
    List<Integer> onOneSide = new ArrayList<>();
    while (!latest.isEmpty() && (open.floor(latest.element()) != null || !onOneSide.isEmpty())) {
      int id = latest.remove();
      visited.add(id);
      if (sides[id] == BOTH && latest.isEmpty()) {
        break; // the fork: all that comes before it is on the way to both operands
      }
      if (sides[id] != BOTH && open.contains(id)) {
        onOneSide.add(id);
      }
      graph.node(id).operands().forEach(operand -> mark(operand, sides[id], latest));
    }
    decide(onOneSide, visited);
    latest.forEach(id -> sides[id] = 0);
    visited.forEach(id -> sides[id] = 0);
  }

  private void mark(Operand operand, byte side, PriorityQueue<Integer> latest) {
    if (operand instanceof Value(int id, int _) && !constness.isConstant(operand)) {
      if (sides[id] == 0) {
        latest.add(id);
      }
      sides[id] |= side;
    }
  }

  /** Of those on one side, the ones that depend on something that is on both. */
  private void decide(List<Integer> onOneSide, List<Integer> visited) {
    if (onOneSide.isEmpty()) {
      return;
    }
    BitSet afterFork = new BitSet();
    for (int id : visited.reversed()) {
      afterFork.set(id, sides[id] == BOTH || graph.node(id).operands().stream()
          .anyMatch(operand -> operand instanceof Value(int from, int _) && afterFork.get(from)));
    }
    for (int id : onOneSide) {
      if (afterFork.get(id)) {
        inside.set(id);
        open.remove(id);
      }
    }
  }
}
