package nacre.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/** What each node costs, in numbers that may hold symbols such as the batch. */
public final class Costs {
  /**
   * The cost of one node, or of all.
   *
   * @param macs            multiply-adds
   * @param params          elements of the parameters read, each parameter once
   * @param activationBytes bytes of the results
   */
  public record Cost(Dim macs, Dim params, Dim activationBytes) {}

  private final List<Cost> costs = new ArrayList<>();
  private final Cost total;

  Costs(Graph graph) {
    Set<Integer> read = new LinkedHashSet<>();
    Dim macs = Dim.of(0);
    Dim bytes = Dim.of(0);
    for (Node node : graph.nodes()) {
      Set<Integer> own = params(node);
      Cost cost = new Cost(macs(graph, node), elements(graph, own), bytes(node));
      costs.add(cost);
      read.addAll(own);
      macs = macs.plus(cost.macs());
      bytes = bytes.plus(cost.activationBytes());
    }
    total = new Cost(macs, elements(graph, read), bytes);
  }

  public Cost of(int node) {
    return costs.get(node);
  }

  /** The sum over all nodes, a shared parameter counted once. */
  public Cost total() {
    return total;
  }

  private static Dim macs(Graph graph, Node node) {
    try {
      return node.op().macs(graph.site(node));
    } catch (TypeError e) {
      return Dim.UNKNOWN; // a node in error, or of unknown rank
    }
  }

  private static Set<Integer> params(Node node) {
    Set<Integer> indices = new LinkedHashSet<>();
    for (Operand operand : node.operands()) {
      if (operand instanceof Operand.ParamRef(int index)) {
        indices.add(index);
      }
    }
    return indices;
  }

  private static Dim elements(Graph graph, Set<Integer> params) {
    Dim sum = Dim.of(0);
    for (int index : params) {
      sum = sum.plus(graph.params().get(index).type().shape().elements());
    }
    return sum;
  }

  private static Dim bytes(Node node) {
    Dim sum = Dim.of(0);
    for (Type type : node.types()) {
      sum = sum.plus(type instanceof TensorType tensor
          ? tensor.shape().elements().times(tensor.dtype().bytes())
          : Dim.UNKNOWN);
    }
    return sum;
  }
}
