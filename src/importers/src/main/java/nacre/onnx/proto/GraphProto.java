package nacre.onnx.proto;

import java.util.ArrayList;
import java.util.List;
import nacre.importers.wire.Message;

/** A graph; its nodes are in topological order in a valid model. */
public record GraphProto(String name, List<NodeProto> nodes, List<TensorProto> initializers, List<ValueProto> inputs,
    List<ValueProto> outputs, int sparseInitializers) {
  public GraphProto {
    nodes = List.copyOf(nodes);
    initializers = List.copyOf(initializers);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  static GraphProto read(Message message) {
    String name = "";
    List<NodeProto> nodes = new ArrayList<>();
    List<TensorProto> initializers = new ArrayList<>();
    List<ValueProto> inputs = new ArrayList<>();
    List<ValueProto> outputs = new ArrayList<>();
    int sparse = 0;
    while (message.next()) {
      switch (message.field()) {
        case 1 -> nodes.add(NodeProto.read(message.message()));
        case 2 -> name = message.text();
        case 5 -> initializers.add(TensorProto.read(message.message()));
        case 11 -> inputs.add(ValueProto.read(message.message()));
        case 12 -> outputs.add(ValueProto.read(message.message()));
        case 15 -> {
          sparse++;
          message.skip();
        }
        default -> message.skip();
      }
    }
    return new GraphProto(name, nodes, initializers, inputs, outputs, sparse);
  }
}
