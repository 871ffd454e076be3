package nacre.keras;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a layer keeps its arrays.
 *
 * @param within     begins the names of its arrays, if the owner has those of other layers too
 * @param attributes Python's names for the objects that hold them, from the owner on
 */
record Holder(Owner owner, String within, List<String> attributes) {
  Holder {
    attributes = List.copyOf(attributes);
  }

  Holder held(String part, String attribute) {
    List<String> longer = new ArrayList<>(attributes);
    longer.add(attribute);
    return new Holder(owner, within + part, longer);
  }

  Variable variable(String name, List<Integer> shape, boolean trainable) {
    if (!attributes.isEmpty()) {
      owner.part(String.join("/", attributes));
    }
    return owner.variable(within + name, shape, trainable);
  }
}
