package nacre.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Value;

/** Who reads a value: every operand position of every node, reached or not, and every graph output. */
public final class Uses {
  /** One reader of a value. A node that reads a value twice is two uses. */
  public sealed interface Use {}

  public record ByNode(int node, int operand) implements Use {}

  /** @param output index in {@link Graph#outputs} */
  public record ByOutput(int output) implements Use {}

  private final Map<Value, List<Use>> ofValues = new HashMap<>();
  private final Map<Integer, List<ByNode>> ofParams = new HashMap<>();

  Uses(Graph graph) {
    for (Node node : graph.nodes()) {
      for (int i = 0; i < node.operands().size(); i++) {
        ByNode use = new ByNode(node.id(), i);
        switch (node.operands().get(i)) {
          case Value value -> ofValues.computeIfAbsent(value, _ -> new ArrayList<>()).add(use);
          case Operand.ParamRef(int index) -> ofParams.computeIfAbsent(index, _ -> new ArrayList<>()).add(use);
          case Operand.Absent _ -> {
          }
        }
      }
    }
    for (int i = 0; i < graph.outputs().size(); i++) {
      ofValues.computeIfAbsent(graph.outputs().get(i).value(), _ -> new ArrayList<>()).add(new ByOutput(i));
    }
    ofValues.replaceAll((_, uses) -> List.copyOf(uses));
    ofParams.replaceAll((_, uses) -> List.copyOf(uses));
  }

  /** Nodes in order, then outputs. */
  public List<Use> of(Value value) {
    return ofValues.getOrDefault(value, List.of());
  }

  public List<ByNode> ofParam(int param) {
    return ofParams.getOrDefault(param, List.of());
  }

  /** The only reader, if there is exactly one and it is a node. */
  public Optional<ByNode> sole(Value value) {
    List<Use> all = ofValues.getOrDefault(value, List.of());
    return all.size() == 1 && all.getFirst() instanceof ByNode use ? Optional.of(use) : Optional.empty();
  }

  /** True if no result of the node is read. */
  public boolean isUnused(Node node) {
    for (int port = 0; port < node.types().size(); port++) {
      if (ofValues.containsKey(node.value(port))) {
        return false;
      }
    }
    return true;
  }
}
