package nacre.conformance;

import java.util.List;
import java.util.stream.Stream;
import nacre.ir.Tensor;

/**
 * Inputs of a model, and the results that they should give.
 *
 * @param layers results of layers on the way, as far as they are known
 */
record Gold(List<Named> inputs, List<Named> outputs, List<Named> layers) {
  /** A tensor, and what its file calls it. */
  record Named(String name, Tensor tensor) {}

  Gold {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    layers = List.copyOf(layers);
  }

  Gold(List<Named> inputs, List<Named> outputs) {
    this(inputs, outputs, List.of());
  }

  static List<Tensor> tensors(List<Named> named) {
    return named.stream().map(Named::tensor).toList();
  }

  static List<String> names(List<Named> named) {
    return named.stream().map(Named::name).toList();
  }

  /** The same tensors in the order of {@code names}, if these are their names; else as they are. */
  static List<Named> ordered(List<Named> named, List<String> names) {
    Stream<Named> found = names.stream()
        .flatMap(name -> named.stream().filter(each -> each.name().equals(name)).limit(1));
    List<Named> ordered = found.toList();
    return ordered.size() == named.size() ? ordered : named;
  }
}
