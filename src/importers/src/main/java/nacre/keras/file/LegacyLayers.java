package nacre.keras.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import nacre.importers.InvalidModelException;
import nacre.importers.hdf5.Hdf5Dataset;
import nacre.importers.hdf5.Hdf5Group;

/**
 * Arrays as Keras 1 and 2 store them, and Keras 3 in {@code .h5} of whole models: a group for each layer of the outermost
 * model, with the names of its arrays in order. What belongs to layers of a nested model lies in the one group of that
 * model, and is told apart by names.
 */
final class LegacyLayers implements StoredLayers {
  private static final Pattern COUNTED = Pattern.compile("(.*)_\\d+");

  private final Hdf5Group group;
  private final SequencedMap<String, List<StoredArray>> layers = new LinkedHashMap<>();
  private final Set<StoredArray> untaken = new LinkedHashSet<>();
  private final Map<LayerPlace, List<StoredArray>> taken = new HashMap<>();

  LegacyLayers(Hdf5Group group) {
    this.group = group;
    for (String layer : texts(group, "layer_names").orElse(List.of())) {
      List<StoredArray> arrays = group.groupAt(layer).map(LegacyLayers::arrays)
          .orElseThrow(() -> missing(group, layer));
      if (layers.put(layer, arrays) != null) {
        throw new InvalidModelException("`" + group.path() + "`: two layers have the name `" + layer + "`");
      }
      untaken.addAll(arrays);
    }
  }

  static boolean isThere(Hdf5Group group) {
    return group.hasAttribute("layer_names") || group.hasAttribute("layer_names0");
  }

  /** An attribute that is too long for one is cut into {@code NAME0}, {@code NAME1} and so on. */
  static Optional<List<String>> texts(Hdf5Group group, String attribute) {
    if (group.hasAttribute(attribute)) {
      return group.texts(attribute);
    }
    List<String> all = new ArrayList<>();
    int chunk = 0;
    while (group.hasAttribute(attribute + chunk)) {
      all.addAll(group.texts(attribute + chunk).orElseThrow());
      chunk++;
    }
    return chunk == 0 ? Optional.empty() : Optional.of(all);
  }

  private static List<StoredArray> arrays(Hdf5Group layer) {
    List<StoredArray> arrays = new ArrayList<>();
    for (String name : texts(layer, "weight_names").orElse(List.of())) {
      Hdf5Dataset dataset = layer.datasetAt(name).orElseThrow(() -> missing(layer, name));
      arrays.add(StoredArray.of(name, dataset));
    }
    return List.copyOf(arrays);
  }

  private static InvalidModelException missing(Hdf5Group group, String name) {
    return new InvalidModelException("`" + group.path() + "`: there is no `" + name + "`, which it lists");
  }

  @Override
  public String file() {
    return group.file().name();
  }

  @Override
  public List<StoredArray> arrays(LayerPlace layer, List<String> parts) {
    List<StoredArray> arrays = taken.computeIfAbsent(layer, this::find);
    arrays.forEach(untaken::remove);
    return arrays;
  }

  /** Sequential models of Keras 1 list the layers of nested ones as their own; others list the outermost layer. */
  private List<StoredArray> find(LayerPlace layer) {
    String stored =
        layer.steps().stream().map(LayerPlace.Step::name).filter(layers::containsKey).findFirst().orElse("");
    List<StoredArray> all = layers.getOrDefault(stored, List.of());
    String listed = layer.listedName();
    if (stored.equals(listed)) {
      return all;
    }
    List<StoredArray> left = all.stream().filter(untaken::contains).toList();
    List<StoredArray> named = left.stream().filter(array -> isOf(array.name(), listed)).toList();
    return named.isEmpty() ? counted(left, listed) : named;
  }

  /**
   * {@code conv/kernel:0} and {@code model/conv/kernel:0} are of the layer {@code conv}, and in Keras 1 {@code conv_W}.
   */
  private static boolean isOf(String array, String layer) {
    String[] parts = array.split("/");
    for (int i = 0; i < parts.length - 1; i++) {
      if (parts[i].equals(layer)) {
        return true;
      }
    }
    return parts.length == 1 && array.startsWith(layer + "_") && array.length() > layer.length() + 1
        && !Character.isDigit(array.charAt(layer.length() + 1));
  }

  /** TensorFlow counts equal names on: {@code conv_1/kernel:0} may be of a layer {@code conv}. The first such is taken. */
  private static List<StoredArray> counted(Collection<StoredArray> left, String layer) {
    SequencedMap<String, List<StoredArray>> byScope = new LinkedHashMap<>();
    for (StoredArray array : left) {
      for (String part : array.name().split("/")) {
        if (COUNTED.matcher(part).matches() && part.substring(0, part.lastIndexOf('_')).equals(layer)) {
          byScope.computeIfAbsent(part, _ -> new ArrayList<>()).add(array);
        }
      }
    }
    return byScope.isEmpty() ? List.of() : List.copyOf(byScope.firstEntry().getValue());
  }

  @Override
  public List<StoredArray> untaken() {
    return List.copyOf(untaken);
  }
}
