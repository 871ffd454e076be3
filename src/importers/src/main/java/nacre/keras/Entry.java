package nacre.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nacre.importers.InvalidModelException;
import nacre.keras.file.JsonValue;

/**
 * A layer in a model's list.
 *
 * @param index    its place there
 * @param position how many layers of its class come before it
 * @param nodes    what it is applied to, each time; none in a Sequential
 */
record Entry(LayerConfig layer, int index, int position, List<References.Slots> nodes) {
  private static final int MOST_NODES = 1 << 16;

  Entry {
    nodes = List.copyOf(nodes);
  }

  /** @throws InvalidModelException if two layers have one name */
  static List<Entry> all(List<JsonValue> layers) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Integer> classes = new HashMap<>();
    Map<String, Integer> names = new HashMap<>();
    for (JsonValue node : layers) {
      int index = entries.size();
      LayerConfig layer = LayerConfig.of(node, "layer_" + index);
      if (names.put(layer.name(), index) != null) {
        throw new InvalidModelException("two layers have the name `" + layer.name() + "`");
      }
      int position = classes.merge(layer.kind(), 1, Integer::sum) - 1;
      List<JsonValue> nodes = layer.entry().optionalList("inbound_nodes");
      if (nodes.size() > MOST_NODES) {
        throw new InvalidModelException("layer `" + layer.name() + "` is applied more than " + MOST_NODES + " times");
      }
      entries.add(new Entry(layer, index, position, nodes.stream().map(References::slots).toList()));
    }
    return entries;
  }

  boolean isInput() {
    return layer.kind().equals("InputLayer");
  }
}
