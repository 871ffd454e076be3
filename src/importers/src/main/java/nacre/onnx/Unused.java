package nacre.onnx;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import nacre.onnx.proto.GraphProto;
import nacre.onnx.proto.NodeProto;

/** Nodes that a model itself never uses: they stay in the graph, for the linter to see. */
final class Unused {
  private Unused() {}

  /** The nodes that were made for them. */
  static BitSet of(Workshop workshop, GraphProto model) {
    Set<Integer> unused = unused(model);
    BitSet nodes = new BitSet();
    for (int id = 0; id < workshop.owners.size(); id++) {
      nodes.set(id, unused.contains(workshop.owners.get(id)));
    }
    return nodes;
  }

  /** Numbers of the model's nodes that no output depends on. Bodies see everything, so they keep everything. */
  private static Set<Integer> unused(GraphProto model) {
    Set<String> wanted = new HashSet<>();
    model.outputs().forEach(output -> wanted.add(output.name()));
    boolean bodies = model.nodes().stream()
        .anyMatch(node -> node.attributes().stream().anyMatch(attribute -> attribute.graph().isPresent()));
    Set<Integer> unused = new HashSet<>();
    for (int i = model.nodes().size() - 1; i >= 0 && !bodies; i--) {
      NodeProto node = model.nodes().get(i);
      if (node.outputs().stream().noneMatch(wanted::contains)) {
        unused.add(i);
      } else {
        wanted.addAll(node.inputs());
      }
    }
    return unused;
  }
}
