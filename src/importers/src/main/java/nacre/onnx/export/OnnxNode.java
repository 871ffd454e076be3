package nacre.onnx.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import nacre.ir.Tensor;
import nacre.onnx.Contents;
import nacre.onnx.ElementTypes;
import nacre.onnx.proto.AttributeProto.Kind;
import nacre.onnx.proto.Facts;

/**
 * A node of ONNX.
 *
 * @param name   of the node, or empty
 * @param domain empty for ONNX's own operators
 * @param facts  what else is said of it, by name; see {@link Facts}
 */
record OnnxNode(String name, String domain, String type, List<String> inputs, List<String> outputs,
    SequencedMap<String, SettingValue> settings, SequencedMap<String, String> facts) {
  OnnxNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** @param layer the layer of the graph that it applies */
  OnnxNode(String name, String domain, String type, List<String> inputs, List<String> outputs,
      SequencedMap<String, SettingValue> settings, OptionalInt layer) {
    this(name, domain, type, inputs, outputs, settings, facts(layer));
  }

  /** How many bytes the tensors among its settings have. */
  long bytes() {
    return settings.values().stream().mapToLong(setting -> setting instanceof SettingValue.Stored(Tensor contents)
        ? (long) contents.elements() * contents.dtype().bytes() : 0).sum();
  }

  static SequencedMap<String, String> facts(OptionalInt layer) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    layer.ifPresent(index -> facts.put(Facts.LAYER, Integer.toString(index)));
    return facts;
  }

  /** Inputs that are left out at the end need no name. */
  Wire encoded() {
    Wire node = new Wire();
    int last = inputs.size();
    while (last > 0 && inputs.get(last - 1).isEmpty()) {
      last--;
    }
    node.texts(1, inputs.subList(0, last)).texts(2, outputs);
    if (!name.isEmpty()) {
      node.text(3, name);
    }
    node.text(4, type);
    settings.forEach((setting, value) -> node.message(5, attribute(setting, value)));
    if (!domain.isEmpty()) {
      node.text(7, domain);
    }
    facts.forEach((fact, said) -> node.entry(9, fact, said));
    return node;
  }

  static Wire attribute(String name, SettingValue setting) {
    Wire wire = new Wire().text(1, name);
    return switch (setting) {
      case SettingValue.Real(float value) -> wire.real(2, value).number(20, Kind.FLOAT.ordinal());
      case SettingValue.Whole(long value) -> wire.number(3, value).number(20, Kind.INT.ordinal());
      case SettingValue.Word(String word) -> wire.text(4, word).number(20, Kind.STRING.ordinal());
      case SettingValue.Stored(Tensor contents) -> wire.message(5, tensor(contents)).number(20, Kind.TENSOR.ordinal());
      case SettingValue.Reals(List<Float> values) -> {
        values.forEach(value -> wire.real(7, value));
        yield wire.number(20, Kind.FLOATS.ordinal());
      }
      case SettingValue.Wholes(List<Long> values) -> {
        values.forEach(value -> wire.number(8, value));
        yield wire.number(20, Kind.INTS.ordinal());
      }
      case SettingValue.Words(List<String> words) -> wire.texts(9, words).number(20, Kind.STRINGS.ordinal());
    };
  }

  private static Wire tensor(Tensor contents) {
    Wire wire = new Wire();
    for (int extent : contents.shape()) {
      wire.number(1, extent);
    }
    return wire.number(2, ElementTypes.number(contents.dtype())).bytes(9, Contents.bytes(contents));
  }
}
