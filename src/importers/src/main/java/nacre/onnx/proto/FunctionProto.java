package nacre.onnx.proto;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nacre.importers.wire.Message;

/**
 * An operator that a model defines by a graph of its own.
 *
 * @param attributes names that a call may or must say; the body refers to them
 * @param defaults   what holds where a call says nothing
 */
public record FunctionProto(String domain, String name, String overload, List<String> inputs, List<String> outputs,
    List<String> attributes, List<AttributeProto> defaults, List<NodeProto> nodes, Map<String, Long> opsets) {
  public FunctionProto {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = List.copyOf(attributes);
    defaults = List.copyOf(defaults);
    nodes = List.copyOf(nodes);
    opsets = Map.copyOf(opsets);
  }

  static FunctionProto read(Message message) {
    String name = "";
    String domain = "";
    String overload = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<String> attributes = new ArrayList<>();
    List<AttributeProto> defaults = new ArrayList<>();
    List<NodeProto> nodes = new ArrayList<>();
    Map<String, Long> opsets = new LinkedHashMap<>();
    while (message.next()) {
      switch (message.field()) {
        case 1 -> name = message.text();
        case 4 -> inputs.add(message.text());
        case 5 -> outputs.add(message.text());
        case 6 -> attributes.add(message.text());
        case 7 -> nodes.add(NodeProto.read(message.message()));
        case 9 -> ModelProto.opset(message.message(), opsets);
        case 10 -> domain = message.text();
        case 11 -> defaults.add(AttributeProto.read(message.message()));
        case 13 -> overload = message.text();
        default -> message.skip();
      }
    }
    return new FunctionProto(domain, name, overload, inputs, outputs, attributes, defaults, nodes, opsets);
  }
}
