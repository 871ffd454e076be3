package nacre.driver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.source.InputException;

/** Draws inputs: reals uniform in [-1, 1), integers in [0, 8), from a seed alone. */
public final class RandomInputs {
  private static final int MOST_ELEMENTS = 1 << 28;

  /** Bounds of drawn whole numbers, one after the other for networks in which they are indices of short axes. */
  static final List<Integer> SPREADS = List.of(8, 2, 1);

  private RandomInputs() {}

  /** What is given, and drawn tensors for the other inputs; the batch is that of what is given, or 1. */
  public static SequencedMap<String, Tensor> fill(Graph graph, Map<String, Tensor> given, long seed) {
    Map<String, Long> symbols = new LinkedHashMap<>();
    given.forEach((name, tensor) -> bind(type(graph, input(graph, name)), tensor, symbols));
    return draw(graph, given, symbols, 1, seed, SPREADS.getFirst());
  }

  /** Drawn tensors for all inputs, {@code batch} images each. */
  public static SequencedMap<String, Tensor> draw(Graph graph, long batch, long seed) {
    return draw(graph, batch, seed, SPREADS.getFirst());
  }

  /** The same with whole numbers below {@code spread}. */
  static SequencedMap<String, Tensor> draw(Graph graph, long batch, long seed, int spread) {
    return draw(graph, Map.of(), Map.of(), batch, seed, spread);
  }

  private static SequencedMap<String, Tensor> draw(Graph graph, Map<String, Tensor> given, Map<String, Long> known,
      long batch, long seed, int spread) {
    Map<String, Long> symbols = new LinkedHashMap<>(known);
    for (Input input : graph.inputs()) {
      TensorType type = type(graph, input);
      if (type.rank() > 0 && type.dim(0) instanceof Dim.Symbol(String name)) {
        symbols.putIfAbsent(name, Math.min(batch, graph.symbols().bound(name).orElse(Long.MAX_VALUE)));
      }
    }
    SequencedMap<String, Tensor> all = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (Input input : graph.inputs()) {
      SplittableRandom own = random.split();
      TensorType type = type(graph, input);
      Tensor found = given.get(input.name());
      all.put(input.name(), found != null ? found : tensor(input, type, symbols, own, spread));
    }
    return all;
  }

  private static Tensor tensor(Input input, TensorType type, Map<String, Long> symbols, SplittableRandom random,
      int spread) {
    int[] shape = new int[type.rank()];
    for (int axis = 0; axis < shape.length; axis++) {
      if (type.dim(axis) instanceof Dim.Symbol(String name) && !symbols.containsKey(name)) {
        throw new InputException("input `" + input.name() + "`: found " + type + ", required a number for `" + name
            + "`; say it with --dim " + name + "=224");
      }
      shape[axis] = extent(input, type, type.dim(axis).at(symbols));
    }
    long elements = 1;
    for (int extent : shape) {
      elements = extent(input, type, elements * extent);
    }
    return type.dtype().isReal()
        ? Tensor.reals(type.dtype(), shape, _ -> exact(type.dtype(), 2 * random.nextDouble() - 1))
        : Tensor.integers(type.dtype(), shape, _ -> random.nextInt(type.dtype() == DType.BOOL ? 2 : spread));
  }

  /** A number near one that the element type has: the least that all real types have in common is 8 bits. */
  private static double exact(DType dtype, double value) {
    return dtype == DType.F16 || dtype == DType.BF16 ? Math.rint(value * 0x1p7) * 0x1p-7 : (float) value;
  }

  private static int extent(Input input, TensorType type, long size) {
    if (size > MOST_ELEMENTS) {
      throw new InputException("input `" + input.name() + "`: found " + type + ", required at most " + MOST_ELEMENTS
          + " elements to draw");
    }
    return (int) size;
  }

  private static void bind(TensorType type, Tensor tensor, Map<String, Long> symbols) {
    for (int axis = 0; axis < type.rank(); axis++) {
      if (type.dim(axis) instanceof Dim.Symbol(String name)) {
        symbols.put(name, (long) tensor.dim(axis));
      }
    }
  }

  private static Input input(Graph graph, String name) {
    return graph.inputs().stream().filter(input -> input.name().equals(name)).findFirst().orElseThrow();
  }

  private static TensorType type(Graph graph, Input input) {
    return (TensorType) graph.producer(input.value()).type();
  }
}
