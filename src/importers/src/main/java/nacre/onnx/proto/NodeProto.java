package nacre.onnx.proto;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import nacre.importers.wire.Message;

/**
 * A use of an operator. An input or output with an empty name is left out.
 *
 * @param facts what else is said of it, by name; see {@link Facts}
 */
public record NodeProto(String name, String domain, String opType, String overload, List<String> inputs,
    List<String> outputs, List<AttributeProto> attributes, Map<String, String> facts) {
  public NodeProto {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = List.copyOf(attributes);
    facts = Map.copyOf(facts);
  }

  static NodeProto read(Message message) {
    String name = "";
    String domain = "";
    String opType = "";
    String overload = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<AttributeProto> attributes = new ArrayList<>();
    Map<String, String> facts = new HashMap<>();
    while (message.next()) {
      switch (message.field()) {
        case 1 -> inputs.add(message.text());
        case 2 -> outputs.add(message.text());
        case 3 -> name = message.text();
        case 4 -> opType = message.text();
        case 5 -> attributes.add(AttributeProto.read(message.message()));
        case 7 -> domain = message.text();
        case 8 -> overload = message.text();
        case 9 -> Texts.entry(message.message(), facts);
        default -> message.skip();
      }
    }
    return new NodeProto(name, domain.equals("ai.onnx") ? "" : domain, opType, overload, inputs, outputs, attributes,
        facts);
  }

  /** The layer that a node of Nacre's applies. */
  public OptionalInt layer() {
    return number(Facts.LAYER);
  }

  /** The version that an unknown node of Nacre's was of. */
  public OptionalInt version() {
    return number(Facts.VERSION);
  }

  private OptionalInt number(String fact) {
    String said = facts.getOrDefault(fact, "");
    return said.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(said)) : OptionalInt.empty();
  }
}
