package nacre.analysis;

import java.util.BitSet;

import nacre.ir.ConstantPart;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Value;
import nacre.ir.op.Constant;

/** Which values do not depend on any input: known once parameters are, or already while compiling. */
public final class Constness {
  private final ConstantPart prepared;
  private final BitSet known;

  Constness(Graph graph) {
    prepared = ConstantPart.of(graph);
    known = new BitSet(graph.nodes().size());
    for (Node node : graph.nodes()) {
      known.set(node.id(), prepared.contains(node.id()) && hasKnownOperands(node));
    }
  }

  private boolean hasKnownOperands(Node node) {
    for (Operand operand : node.operands()) {
      boolean isKnown = operand instanceof Operand.Absent || operand instanceof Value(int id, int _) && known.get(id);
      if (!isKnown) {
        return false;
      }
    }
    return true;
  }

  /** True for parameters, constants, and pure arithmetic over them; true for an absent operand. */
  public boolean isConstant(Operand operand) {
    return !(operand instanceof Value(int node, int _)) || prepared.contains(node);
  }

  /** True if the node computes with {@link Constant}s alone, so that its results are known while compiling. */
  public boolean isKnown(int node) {
    return known.get(node);
  }
}
