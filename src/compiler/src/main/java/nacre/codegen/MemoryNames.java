package nacre.codegen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import nacre.kernels.call.Extent;
import nacre.kernels.run.Space;

/** The fields of the emitted memory class: one for each port, and one for each way in which a stretch of memory is seen. */
final class MemoryNames {
  /** Slots of one address and geometry are one field, however many lives pass through it. */
  record Key(Space space, Extent at, Geometry slot, Geometry seen, int from) {
    boolean isWhole() {
      return from == 0 && slot.equals(seen);
    }

    /** The slot that this one is a part of. */
    Key whole() {
      return new Key(space, at, slot, slot, 0);
    }

    /** Whether these are other extents for the same elements. */
    boolean isRelabelled() {
      return from == 0 && !isWhole() && slot.size().equals(seen.size());
    }
  }

  /** A field and what it stands for. */
  record Field(String name, Key key) {}

  private final Plan plan;
  private final JavaNames names = new JavaNames("capacity", "SLACK", "k", "m");
  private final Map<Port, String> ports = new LinkedHashMap<>();
  private final Map<Key, String> fields = new LinkedHashMap<>();
  private int wholes;

  MemoryNames(Plan plan) {
    this.plan = plan;
    plan.ports().forEach(port -> ports.put(port, names.member(port.name())));
    plan.ports().forEach(port -> field(port.inside()));
    for (Step step : plan.steps()) {
      step.views().forEach(this::field);
      field(step.writes());
    }
  }

  String port(Port port) {
    return ports.getOrDefault(port, "");
  }

  /** The field that shows a view. */
  String field(View view) {
    Slot slot = plan.slot(view);
    return field(new Key(slot.space(), slot.at(), slot.geometry(), view.geometry(), view.from()));
  }

  /** All fields, each after the one that it is a part of. */
  List<Field> fields() {
    List<Field> all = new ArrayList<>();
    fields.forEach((key, name) -> all.add(new Field(name, key)));
    return all;
  }

  String field(Key key) {
    String known = fields.get(key);
    if (known != null) {
      return known;
    }
    String name = key.isWhole() ? names.member("t" + wholes++) : names.member(part(key));
    fields.put(key, name);
    return name;
  }

  private String part(Key key) {
    String whole = field(key.whole());
    if (key.isRelabelled()) {
      String dims = key.seen().dims().stream().map(String::valueOf).collect(Collectors.joining("x"));
      return whole + "As" + (dims.isEmpty() ? "Flat" : dims);
    }
    return whole + "From" + key.from();
  }
}
