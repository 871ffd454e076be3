package nacre.driver;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Tensor;
import nacre.ir.TensorType;

/**
 * Inputs to try a network on: reals of both signs around 0, and integers 0 and 1.
 *
 * @param symbols the extent of every symbol
 */
record SampleInputs(Map<String, Long> symbols, SequencedMap<String, Tensor> tensors) {
  /**
   * Inputs from a seed.
   *
   * @param batch  extent of symbols that are the first axis of an input
   * @param extent extent of all other symbols
   */
  static SampleInputs of(Graph graph, long batch, long extent, long seed) {
    Map<String, Long> symbols = new HashMap<>();
    graph.symbols().bounds().forEach((symbol, bound) -> symbols.put(symbol, within(bound, extent)));
    for (Input input : graph.inputs()) {
      if (type(graph, input).rank() > 0 && type(graph, input).dim(0) instanceof Dim.Symbol(String name)) {
        symbols.put(name, within(graph.symbols().bound(name), batch));
      }
    }
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (Input input : graph.inputs()) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed + input.name().hashCode());
      tensors.put(input.name(), tensor(type(graph, input), symbols, random));
    }
    return new SampleInputs(Map.copyOf(symbols), tensors);
  }

  /** Whether a network has symbols besides its batch: then no single extent is sure to suit it. */
  static boolean needsExtents(Graph graph) {
    List<String> batches = graph.inputs().stream().map(input -> type(graph, input)).filter(type -> type.rank() > 0)
        .flatMap(type -> type.dim(0) instanceof Dim.Symbol(String name) ? List.of(name).stream()
            : List.<String>of().stream())
        .toList();
    return !batches.containsAll(graph.symbols().bounds().keySet());
  }

  private static TensorType type(Graph graph, Input input) {
    if (graph.producer(input.value()).types().get(input.value().port()) instanceof TensorType type && type.isRanked()) {
      return type;
    }
    throw new IllegalArgumentException("input `" + input.name() + "` has no known rank");
  }

  private static long within(OptionalLong bound, long wanted) {
    return Math.min(wanted, bound.orElse(wanted));
  }

  private static Tensor tensor(TensorType type, Map<String, Long> symbols, RandomGenerator random) {
    int[] shape = type.dims().stream().mapToInt(dim -> Math.toIntExact(dim.at(symbols))).toArray();
    return type.dtype().isReal()
        ? Tensor.reals(type.dtype(), shape, _ -> (float) (2 * random.nextDouble() - 1))
        : Tensor.integers(type.dtype(), shape, _ -> random.nextInt(2));
  }
}
