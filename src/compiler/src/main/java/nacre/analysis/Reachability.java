package nacre.analysis;

import java.util.BitSet;

import nacre.ir.Graph;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Value;

/** Which nodes an output depends on. */
public final class Reachability {
  private final BitSet reached;

  Reachability(Graph graph) {
    reached = new BitSet(graph.nodes().size());
    for (Output output : graph.outputs()) {
      reached.set(output.value().node());
    }
    for (int id = reached.length() - 1; id >= 0; id--) {
      if (reached.get(id)) {
        for (Operand operand : graph.node(id).operands()) {
          if (operand instanceof Value(int node, int _)) {
            reached.set(node);
          }
        }
      }
    }
  }

  public boolean isReached(int node) {
    return reached.get(node);
  }
}
