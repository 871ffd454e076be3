package nacre.analysis;

import java.util.BitSet;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Value;

/** Which nodes matter, and to whom. */
public final class Reachability {
  private final BitSet reached;
  private final BitSet live;

  Reachability(Graph graph) {
    BitSet roots = new BitSet(graph.nodes().size());
    for (Output output : graph.outputs()) {
      roots.set(output.value().node());
    }
    reached = closure(graph, roots);
    graph.nodes().stream().filter(node -> !node.op().pure()).mapToInt(Node::id).forEach(roots::set);
    live = closure(graph, roots);
  }

  /** The roots and all that they depend on. */
  private static BitSet closure(Graph graph, BitSet roots) {
    BitSet all = (BitSet) roots.clone();
    for (int id = all.length() - 1; id >= 0; id--) {
      if (all.get(id)) {
        for (Operand operand : graph.node(id).operands()) {
          if (operand instanceof Value(int node, int _)) {
            all.set(node);
          }
        }
      }
    }
    return all;
  }

  /** True if an output depends on the node. */
  public boolean isReached(int node) {
    return reached.get(node);
  }

  /** True if an output depends on the node, or something that is not pure: an input, an unknown operation. */
  public boolean isLive(int node) {
    return live.get(node);
  }
}
