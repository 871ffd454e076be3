package nacre.keras;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import nacre.importers.InvalidModelException;
import nacre.keras.file.LayerPlace;

/** A layer as one that owns arrays, in the order in which Keras made them. */
final class Owner {
  private final String path;
  private final LayerPlace place;
  private final SequencedMap<String, Variable> variables = new LinkedHashMap<>();
  private final SequencedSet<String> parts = new LinkedHashSet<>();
  private boolean open;

  /**
   * @param path  its name, with those of the models around it
   * @param place where files have it
   */
  Owner(String path, LayerPlace place) {
    this.path = path;
    this.place = place;
  }

  String path() {
    return path;
  }

  LayerPlace place() {
    return place;
  }

  /** Takes note of an object of Python's within the layer that holds arrays, as a path of attributes. */
  void part(String attributes) {
    parts.add(attributes);
  }

  List<String> parts() {
    return List.copyOf(parts);
  }

  /** Its array of that name, made where it is new. */
  Variable variable(String word, List<Integer> shape, boolean trainable) {
    Variable variable = variables.computeIfAbsent(word, _ -> new Variable(word, shape, trainable));
    if (!variable.shape().equals(shape)) {
      throw new InvalidModelException("it is shared: `" + word + "` is " + variable.shape()
          + " where the layer is applied first, here it would be " + shape);
    }
    return variable;
  }

  List<Variable> variables() {
    return List.copyOf(variables.values());
  }

  /** A layer that is not known may own any arrays. */
  void opens() {
    open = true;
    variables.clear();
  }

  boolean isOpen() {
    return open;
  }
}
