package nacre.keras.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nacre.importers.InvalidModelException;
import nacre.importers.hdf5.Hdf5Group;

/**
 * Arrays as Keras 3 stores them: groups within groups, as objects hold each other in Python. In a list of layers, one is
 * called by its class and the number of layers of that class before it, never by its name; its own arrays are
 * {@code vars/0}, {@code vars/1} and so on.
 */
final class CurrentLayers implements StoredLayers {
  private static final String VARIABLES = "vars";
  private static final String LIST = "layers";
  /** What the Keras 2 that first wrote this format calls the list. It may count a layer twice. */
  private static final String EARLY_LIST = "_layer_checkpoint_dependencies";
  /** What is stored beside layers, and no part of what they compute. */
  private static final Set<String> NO_LAYERS = Set.of("optimizer", "seed_generator", "_random_generator");

  private final Hdf5Group root;
  private final Map<String, StoredArray> untaken = new LinkedHashMap<>();

  CurrentLayers(Hdf5Group root) {
    this.root = root;
    collect(root, "", new HashSet<>());
  }

  static boolean isThere(Hdf5Group root) {
    return root.has(LIST) || root.has(EARLY_LIST) || root.has(VARIABLES);
  }

  private void collect(Hdf5Group group, String path, Set<Long> above) {
    if (!above.add(group.address())) {
      throw new InvalidModelException("`" + group.path() + "`: it lies in itself");
    }
    for (String name : group.names()) {
      String below = path.isEmpty() ? name : path + "/" + name;
      if (NO_LAYERS.contains(name)) {
        continue;
      }
      group.group(name).ifPresentOrElse(inner -> collect(inner, below, above), () -> group.dataset(name)
          .ifPresent(dataset -> untaken.put(dataset.path(), StoredArray.of(below, dataset))));
    }
    above.remove(group.address());
  }

  @Override
  public String file() {
    return root.file().name();
  }

  @Override
  public List<StoredArray> arrays(LayerPlace layer, List<String> parts) {
    Optional<Hdf5Group> group = Optional.of(root);
    for (LayerPlace.Step step : layer.steps()) {
      group = group.flatMap(outer -> inner(outer, step));
    }
    List<StoredArray> arrays = new ArrayList<>();
    group.ifPresent(found -> {
      for (String part : parts.isEmpty() ? List.of("") : parts) {
        found.groupAt(part).flatMap(holder -> holder.group(VARIABLES)).ifPresent(held -> take(held, arrays));
      }
    });
    return List.copyOf(arrays);
  }

  private static Optional<Hdf5Group> inner(Hdf5Group outer, LayerPlace.Step step) {
    return switch (step) {
      case LayerPlace.Held held -> outer.group(held.attribute());
      case LayerPlace.Listed listed when outer.has(LIST) ->
          outer.group(LIST).flatMap(list -> list.group(numbered(snakeCase(listed.className()), listed.position())));
      case LayerPlace.Listed listed -> outer.group(EARLY_LIST).flatMap(list -> stored(list, listed));
    };
  }

  /** The layer of that position among those of its class that have arrays. */
  private static Optional<Hdf5Group> stored(Hdf5Group list, LayerPlace.Listed layer) {
    Matcher name = Pattern.compile(Pattern.quote(snakeCase(layer.className())) + "(?:_(\\d{1,9}))?").matcher("");
    return list.names().stream().filter(found -> name.reset(found).matches())
        .sorted(Comparator.comparingInt(found -> number(name.reset(found))))
        .flatMap(found -> list.group(found).stream()).filter(CurrentLayers::isStored).skip(layer.position())
        .findFirst();
  }

  private static int number(Matcher name) {
    return name.matches() && name.group(1) != null ? Integer.parseInt(name.group(1)) : 0;
  }

  private static boolean isStored(Hdf5Group group) {
    return group.names().stream().anyMatch(name -> !name.equals(VARIABLES))
        || group.group(VARIABLES).filter(held -> !held.names().isEmpty()).isPresent();
  }

  private static String numbered(String name, int number) {
    return number == 0 ? name : name + "_" + number;
  }

  private void take(Hdf5Group variables, List<StoredArray> into) {
    for (int i = 0; variables.has(String.valueOf(i)); i++) {
      int number = i;
      variables.dataset(String.valueOf(i)).ifPresent(dataset -> {
        String name = dataset.path().substring(root.path().length());
        into.add(StoredArray.of(name.startsWith("/") ? name.substring(1) : name, dataset));
        untaken.remove(variables.path() + "/" + number);
      });
    }
  }

  /** A class's name as Keras turns it into that of a group: {@code Conv2D} is {@code conv2d}, {@code ReLU} {@code re_lu}. */
  static String snakeCase(String className) {
    return className.replaceAll("\\W+", "").replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  @Override
  public List<StoredArray> untaken() {
    return List.copyOf(untaken.values());
  }
}
