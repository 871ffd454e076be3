package nacre.onnx;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nacre.onnx.proto.GraphProto;
import nacre.onnx.proto.ModelProto;
import nacre.onnx.proto.NodeProto;

/** Names that something in a model reads: its nodes, those of bodies and functions, and whoever takes results. */
final class Reads {
  private final Set<String> names = new HashSet<>();

  private Reads() {}

  static Set<String> of(ModelProto model) {
    Reads reads = new Reads();
    model.graph().ifPresent(reads::graph);
    model.functions().forEach(function -> {
      reads.names.addAll(function.outputs());
      reads.nodes(function.nodes());
    });
    reads.names.remove("");
    return reads.names;
  }

  private void graph(GraphProto graph) {
    graph.outputs().forEach(output -> names.add(output.name()));
    nodes(graph.nodes());
  }

  /** What bodies inside a node give is counted there too. */
  private void nodes(List<NodeProto> nodes) {
    nodes.forEach(node -> names.addAll(Order.reads(node)));
  }
}
