package nacre.conformance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nacre.driver.ImportedModel;
import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.reference.Interpreter;

/** Results of layers on the way to the outputs. */
final class Layers {
  private Layers() {}

  /** What is wrong with the layers that the model has; those of others say nothing. */
  static Optional<String> objection(ImportedModel model, Map<String, Tensor> inputs, List<Gold.Named> expected,
      Comparison comparison) {
    Map<String, Value> results = results(model.graph());
    List<Gold.Named> known = expected.stream().filter(layer -> results.containsKey(layer.name())).toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Map<Value, Tensor> found = new Interpreter(model.graph(), Interpreter.Precision.FLOAT32).values(inputs,
        model.weights().orElseThrow(), known.stream().map(layer -> results.get(layer.name())).toList());
    return comparison.objection(Gold.names(known),
        known.stream().map(layer -> found.get(results.get(layer.name()))).toList(), Gold.tensors(known))
        .map(said -> "layer: " + said);
  }

  /** What others read of each layer, by the layer's name in the model, where that is one value. */
  private static Map<String, Value> results(Graph graph) {
    Map<String, Set<Value>> read = new HashMap<>();
    for (Node node : graph.nodes()) {
      String reader = name(node);
      node.operands().forEach(operand -> graph.producer(operand)
          .filter(producer -> !name(producer).equals(reader) && operand instanceof Value)
          .ifPresent(producer -> read.computeIfAbsent(name(producer), _ -> new HashSet<>()).add((Value) operand)));
    }
    graph.outputs().forEach(output -> read
        .computeIfAbsent(name(graph.producer(output.value())), _ -> new HashSet<>()).add(output.value()));
    Map<String, Value> results = new HashMap<>();
    read.forEach((layer, values) -> values.stream().filter(_ -> values.size() == 1)
        .forEach(value -> results.put(layer, value)));
    return results;
  }

  private static String name(Node node) {
    return node.location().model().map(Location.Model::layerPath).orElse("");
  }
}
