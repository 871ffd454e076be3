package nacre.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nacre.onnx.proto.AttributeProto;
import nacre.onnx.proto.AttributeProto.Kind;

/** The attributes of a node. It remembers which have been asked for: what nobody asks for, nobody understands. */
final class Settings {
  private final Map<String, AttributeProto> all = new LinkedHashMap<>();
  private final Set<String> unread = new TreeSet<>();

  Settings(List<AttributeProto> attributes) {
    for (AttributeProto attribute : attributes) {
      if (all.put(attribute.name(), attribute) != null) {
        throw new InvalidModelException("the attribute `" + attribute.name() + "` is there twice");
      }
    }
    unread.addAll(all.keySet());
  }

  Map<String, AttributeProto> all() {
    return all;
  }

  Set<String> unread() {
    return unread;
  }

  Optional<AttributeProto> find(String name) {
    unread.remove(name);
    return Optional.ofNullable(all.get(name));
  }

  Optional<AttributeProto> find(String name, Kind kind) {
    Optional<AttributeProto> found = find(name);
    found.filter(attribute -> attribute.kind() != kind).ifPresent(attribute -> {
      throw new InvalidModelException("the attribute `" + name + "` is of the kind " + attribute.kind()
          + ", required " + kind);
    });
    return found;
  }
}
