package nacre.onnx.proto;

import java.util.ArrayList;
import java.util.List;

/** A use of an operator. An input or output with an empty name is left out. */
public record NodeProto(String name, String domain, String opType, String overload, List<String> inputs,
    List<String> outputs, List<AttributeProto> attributes) {
  public NodeProto {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = List.copyOf(attributes);
  }

  static NodeProto read(Message message) {
    String name = "";
    String domain = "";
    String opType = "";
    String overload = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<AttributeProto> attributes = new ArrayList<>();
    while (message.next()) {
      switch (message.field()) {
        case 1 -> inputs.add(message.text());
        case 2 -> outputs.add(message.text());
        case 3 -> name = message.text();
        case 4 -> opType = message.text();
        case 5 -> attributes.add(AttributeProto.read(message.message()));
        case 7 -> domain = message.text();
        case 8 -> overload = message.text();
        default -> message.skip();
      }
    }
    return new NodeProto(name, domain.equals("ai.onnx") ? "" : domain, opType, overload, inputs, outputs, attributes);
  }
}
