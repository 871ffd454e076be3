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
  /** Stands for all inputs together, before every node. */
  private static final int OUTSIDE = -1;

  private final Graph graph;
  private final Constness constness;
  /** For each node the last one that all ways to it go through, or {@link #OUTSIDE}. */
  private final int[] dominators;
  /** Nodes that are asked for and in no branch so far. */
  private final TreeSet<Integer> open;
  private final BitSet inside = new BitSet();
  /** On the way to which operands of the sum at hand a node is; 0 for those that the walk has not met. */
  private final byte[] sides;

  private ResidualBranches(Graph graph, Constness constness, SortedSet<Integer> nodes) {
    this.graph = graph;
    this.constness = constness;
    open = new TreeSet<>(nodes);
    sides = new byte[graph.nodes().size()];
    dominators = dominators();
  }

  /** Which of the given nodes lie in a residual branch. */
  static BitSet of(Graph graph, Constness constness, SortedSet<Integer> nodes) {
    if (nodes.isEmpty()) {
      return new BitSet();
    }
    ResidualBranches branches = new ResidualBranches(graph, constness, nodes);
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Add) {
        branches.visit(node);
      }
    }
    return branches.inside;
  }

  /** Cooper, Harvey & Kennedy (2001); in topological order one round is enough. */
  private int[] dominators() {
    int[] found = new int[graph.nodes().size()];
    for (Node node : graph.nodes()) {
      List<Integer> read = read(node);
      int common = read.isEmpty() ? OUTSIDE : read.getFirst();
      for (int other : read) {
        while (common != other) {
          if (common > other) {
            common = found[common];
          } else {
            other = found[other];
          }
        }
      }
      found[node.id()] = common;
    }
    return found;
  }

  /** The nodes whose results a node reads, constants left out. */
  private List<Integer> read(Node node) {
    return node.operands().stream().filter(operand -> operand instanceof Value && !constness.isConstant(operand))
        .map(operand -> ((Value) operand).node()).toList();
  }

  /**
   * All ways to both operands go through the fork, the sum's dominator, and so whatever is on the way to one alone depends
   * on it. The walk goes back from the sum until no open node is left after that fork.
   */
  private void visit(Node sum) {
    List<Integer> operands = read(sum);
    int fork = dominators[sum.id()];
    Integer first = open.higher(fork);
    if (operands.size() < 2 || first == null || first > sum.id()) {
      return;
    }
    int until = fork == OUTSIDE ? 0 : first;
    PriorityQueue<Integer> latest = new PriorityQueue<>(Collections.reverseOrder());
    mark(operands.get(0), LEFT, latest);
    mark(operands.get(1), RIGHT, latest);
    List<Integer> visited = new ArrayList<>();
    while (!latest.isEmpty() && latest.element() >= until) {
      int id = latest.remove();
      visited.add(id);
      read(graph.node(id)).forEach(before -> mark(before, sides[id], latest));
    }
    BitSet afterFork = fork == OUTSIDE ? afterShared(visited) : new BitSet();
    visited.stream().filter(id -> sides[id] != BOTH && (fork != OUTSIDE || afterFork.get(id)) && open.remove(id))
        .forEach(inside::set);
    latest.forEach(id -> sides[id] = 0);
    visited.forEach(id -> sides[id] = 0);
  }

  private void mark(int id, byte side, PriorityQueue<Integer> latest) {
    if (sides[id] == 0) {
      latest.add(id);
    }
    sides[id] |= side;
  }

  /** With several inputs, what is on the way to one operand may come from an input that the other never reads. */
  private BitSet afterShared(List<Integer> visited) {
    BitSet after = new BitSet();
    for (int id : visited.reversed()) {
      after.set(id, sides[id] == BOTH || read(graph.node(id)).stream().anyMatch(after::get));
    }
    return after;
  }
}
