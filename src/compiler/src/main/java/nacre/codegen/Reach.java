package nacre.codegen;

import java.util.BitSet;
import java.util.List;

import nacre.ir.ConstantPart;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Value;

/** The nodes that are computed at run time: those that an output needs and that an input decides. */
final class Reach {
  private final Graph graph;
  private final BitSet needed = new BitSet();
  private final ConstantPart constant;

  Reach(Graph graph) {
    this.graph = graph;
    this.constant = ConstantPart.of(graph);
    graph.outputs().stream().map(Output::value).forEach(value -> needed.set(value.node()));
    for (int id = needed.length() - 1; id >= 0; id--) {
      if (needed.get(id) && !constant.contains(id)) {
        graph.node(id).operands().forEach(this::need);
      }
    }
  }

  private void need(Operand operand) {
    if (operand instanceof Value(int node, int _)) {
      needed.set(node);
    }
  }

  /** In topological order. */
  List<Node> nodes() {
    return graph.nodes().stream().filter(node -> needed.get(node.id()) && !constant.contains(node.id())).toList();
  }

  /** Whether an operand is a parameter or prepared. */
  boolean isConstant(Operand operand) {
    return switch (operand) {
      case Value(int node, int _) -> constant.contains(node);
      case Operand.ParamRef _ -> true;
      case Operand.Absent _ -> false;
    };
  }
}
