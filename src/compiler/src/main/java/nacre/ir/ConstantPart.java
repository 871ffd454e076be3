package nacre.ir;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The nodes that depend on parameters and constants alone: computed once per weight load (*prepare*), not per run. Only
 * pure nodes whose results are tensors of known extents belong to it.
 */
public final class ConstantPart {
  private final BitSet constant;
  private final List<Value> results;

  private ConstantPart(BitSet constant, List<Value> results) {
    this.constant = constant;
    this.results = List.copyOf(results);
  }

  public static ConstantPart of(Graph graph) {
    BitSet constant = new BitSet(graph.nodes().size());
    for (Node node : graph.nodes()) {
      constant.set(node.id(), isConstant(node, constant));
    }
    Set<Value> read = new LinkedHashSet<>();
    for (Node node : graph.nodes()) {
      if (!constant.get(node.id())) {
        node.operands().forEach(operand -> addConstant(operand, constant, read));
      }
    }
    graph.outputs().forEach(output -> addConstant(output.value(), constant, read));
    List<Value> results = new ArrayList<>(read);
    results.sort((a, b) -> a.node() == b.node() ? a.port() - b.port() : a.node() - b.node());
    return new ConstantPart(constant, results);
  }

  private static void addConstant(Operand operand, BitSet constant, Set<Value> read) {
    if (operand instanceof Value value && constant.get(value.node())) {
      read.add(value);
    }
  }

  private static boolean isConstant(Node node, BitSet constant) {
    return node.op().pure() && node.types().stream().allMatch(ConstantPart::isConcrete)
        && node.operands().stream().allMatch(operand -> !(operand instanceof Value(int id, int _)) || constant.get(id));
  }

  private static boolean isConcrete(Type type) {
    return type instanceof TensorType tensor && tensor.isRanked()
        && tensor.dims().stream().allMatch(dim -> dim instanceof Dim.Known);
  }

  public boolean contains(int node) {
    return constant.get(node);
  }

  /** What nodes outside, and outputs, read of it: in the order of nodes and ports, each once. */
  public List<Value> results() {
    return results;
  }
}
