package nacre.reference;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Tensor;
import nacre.ir.TensorType;

/** Finds what the symbols of a graph stand for, from the shapes of what is handed in. */
final class SymbolBinding {
  private final Graph graph;
  private final Map<String, Long> symbols = new HashMap<>();
  private final Map<String, String> bySymbol = new HashMap<>();

  private SymbolBinding(Graph graph) {
    this.graph = graph;
  }

  /**
   * The value of every symbol that is an extent of an input.
   *
   * @throws EvaluationException if an input is missing, unknown, of another type, or contradicts another or a bound
   */
  static Map<String, Long> of(Graph graph, Map<String, Tensor> inputs) {
    for (String name : inputs.keySet()) {
      if (graph.inputs().stream().noneMatch(input -> input.name().equals(name))) {
        throw new EvaluationException("`" + graph.name() + "` has no input `" + name + "`");
      }
    }
    SymbolBinding binding = new SymbolBinding(graph);
    for (Input input : graph.inputs()) {
      Tensor found = inputs.get(input.name());
      if (found == null) {
        throw new EvaluationException("input `" + input.name() + "` is missing, required " + type(graph, input));
      }
      binding.bind(input, found);
    }
    graph.inputs().forEach(input -> binding.check(input, Objects.requireNonNull(inputs.get(input.name()))));
    return Map.copyOf(binding.symbols);
  }

  private static TensorType type(Graph graph, Input input) {
    if (graph.producer(input.value()).types().get(input.value().port()) instanceof TensorType type) {
      return type;
    }
    throw new EvaluationException("input `" + input.name() + "` is in error and cannot be bound");
  }

  private void bind(Input input, Tensor found) {
    TensorType required = type(graph, input);
    if (found.dtype() != required.dtype() || required.isRanked() && found.rank() != required.rank()) {
      throw mismatch(input, found);
    }
    for (int axis = 0; required.isRanked() && axis < required.rank(); axis++) {
      if (required.dim(axis) instanceof Dim.Symbol(String name)) {
        bind(name, found.dim(axis), input, found);
      }
    }
  }

  private void bind(String name, long extent, Input input, Tensor found) {
    OptionalLong bound = graph.symbols().bound(name);
    if (bound.isPresent() && extent > bound.getAsLong()) {
      throw new EvaluationException("input `" + input.name() + "`: found " + found.type() + ", required " + name
          + " of at most " + bound.getAsLong() + " in " + type(graph, input));
    }
    Long known = symbols.putIfAbsent(name, extent);
    String first = bySymbol.computeIfAbsent(name, _ -> input.name());
    if (known != null && known != extent) {
      throw new EvaluationException("input `" + input.name() + "`: found " + found.type() + ", required "
          + type(graph, input) + " where " + name + " is " + known + ", as input `" + first + "` says");
    }
  }

  private void check(Input input, Tensor found) {
    TensorType required = type(graph, input);
    for (int axis = 0; required.isRanked() && axis < required.rank(); axis++) {
      if (!(required.dim(axis) instanceof Dim.Unknown) && extent(required.dim(axis), input) != found.dim(axis)) {
        throw mismatch(input, found);
      }
    }
  }

  private long extent(Dim dim, Input input) {
    try {
      return dim.at(symbols);
    } catch (IllegalArgumentException e) {
      throw new EvaluationException(
          "input `" + input.name() + "`: the extent " + dim + " is not known: " + e.getMessage());
    }
  }

  private EvaluationException mismatch(Input input, Tensor found) {
    return new EvaluationException("input `" + input.name() + "`: found " + found.type() + ", required "
        + type(graph, input).substitute(symbols));
  }
}
