package nacre.onnx.proto;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.importers.wire.Message;

/**
 * A whole model.
 *
 * @param opsets    the version of each operator set that it uses, by domain
 * @param functions operators that the model defines itself
 * @param facts     what it says of itself, by name
 */
public record ModelProto(long irVersion, Map<String, Long> opsets, Optional<GraphProto> graph,
    List<FunctionProto> functions, Map<String, String> facts) {
  public ModelProto {
    opsets = Map.copyOf(opsets);
    functions = List.copyOf(functions);
    facts = Map.copyOf(facts);
  }

  /** @throws MalformedException if the bytes are none */
  public static ModelProto read(MemorySegment file) {
    Message message = Message.of(file);
    long irVersion = 0;
    Map<String, Long> opsets = new LinkedHashMap<>();
    Optional<GraphProto> graph = Optional.empty();
    List<FunctionProto> functions = new ArrayList<>();
    Map<String, String> facts = new LinkedHashMap<>();
    while (message.next()) {
      switch (message.field()) {
        case 1 -> irVersion = message.varint();
        case 7 -> graph = Optional.of(GraphProto.read(message.message()));
        case 8 -> opset(message.message(), opsets);
        case 14 -> Texts.entry(message.message(), facts);
        case 25 -> functions.add(FunctionProto.read(message.message()));
        default -> message.skip();
      }
    }
    return new ModelProto(irVersion, opsets, graph, functions, facts);
  }

  static void opset(Message message, Map<String, Long> into) {
    String domain = "";
    long version = 0;
    while (message.next()) {
      switch (message.field()) {
        case 1 -> domain = message.text();
        case 2 -> version = message.varint();
        default -> message.skip();
      }
    }
    into.put(domain.equals("ai.onnx") ? "" : domain, version);
  }
}
