package nacre.driver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

import nacre.codegen.GoldenTestEmitter.Run;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Tensor;
import nacre.ir.op.IndexRangeException;
import nacre.kernels.run.Half;
import nacre.kernels.weights.SafetensorsWriter;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import nacre.source.InputException;
import nacre.weights.StoredTensors;

/**
 * Drawn inputs with the outputs that the reference gives for them, those of the graph as it is written.
 *
 * @param outputs in float64
 * @param limits  for each output
 */
record GoldenRun(Run run, SequencedMap<String, Tensor> inputs, SequencedMap<String, Tensor> outputs,
    SequencedMap<String, GoldenLimits> limits) {
  private static final int DRAWS = 4;

  /**
   * The first of a few draws where rounding decides nothing; otherwise the one where it decides least.
   *
   * @param noises how often the reference runs with noise
   */
  static GoldenRun of(Graph graph, ParamValues params, Run run, int noises) {
    GoldenRun best = drawn(graph, params, run, noises, 1);
    for (long seed = 2; seed <= DRAWS && best.undecided() > 0; seed++) {
      GoldenRun drawn = drawn(graph, params, run, noises, seed);
      best = drawn.undecided() < best.undecided() ? drawn : best;
    }
    return best;
  }

  /** With the first spread of whole numbers with which every index lies within its axis. */
  private static GoldenRun drawn(Graph graph, ParamValues params, Run run, int noises, long seed) {
    for (int spread : RandomInputs.SPREADS) {
      try {
        return computed(graph, params, run, noises, seed, RandomInputs.draw(graph, run.images(), seed, spread));
      } catch (IndexRangeException e) {
        if (spread == RandomInputs.SPREADS.getLast()) {
          throw new InputException(
              "`" + graph.name() + "` cannot be evaluated on drawn inputs: " + e.getMessage(), e);
        }
      }
    }
    throw new IllegalStateException("no spread of whole numbers to draw from");
  }

  private static GoldenRun computed(Graph graph, ParamValues params, Run run, int noises, long seed,
      SequencedMap<String, Tensor> inputs) {
    SequencedMap<String, Tensor> outputs = new Interpreter(graph).run(inputs, params);
    List<Map<String, Tensor>> disturbed = new ArrayList<>();
    for (int i = 0; i < noises; i++) {
      RoundingNoise noise = new RoundingNoise(graph, params, inputs, symbols(graph, run), seed * noises + i);
      disturbed.add(new Interpreter(graph, noise).run(inputs, params));
    }
    SequencedMap<String, GoldenLimits> limits = new LinkedHashMap<>();
    outputs.forEach((name, output) -> limits.put(name,
        GoldenLimits.of(output, disturbed.stream().map(other -> other.getOrDefault(name, output)).toList())));
    return new GoldenRun(run, inputs, outputs, limits);
  }

  private static Map<String, Long> symbols(Graph graph, Run run) {
    Map<String, Long> symbols = new LinkedHashMap<>();
    graph.symbols().bounds().keySet().forEach(symbol -> symbols.put(symbol, (long) run.images()));
    return symbols;
  }

  private int undecided() {
    return limits.values().stream().mapToInt(GoldenLimits::undecided).sum();
  }

  /** Why every draw would prove little, if so. */
  Optional<String> complaint() {
    return limits.entrySet().stream().filter(entry -> entry.getValue().provesLittle()).findFirst()
        .map(entry -> "on " + DRAWS + " draws of inputs for " + run.name() + ", output `" + entry.getKey() + "` has "
            + entry.getValue().undecided() + " of " + entry.getValue().elements()
            + " elements that rounding to 32 bits decides, or that are no numbers");
  }

  /** What a golden file holds of it, each tensor with the type of its port. */
  List<SafetensorsWriter.Later> tensors() {
    List<SafetensorsWriter.Later> tensors = new ArrayList<>();
    inputs.forEach((name, tensor) -> tensors.add(stored("in/" + name, tensor)));
    outputs.forEach((name, tensor) -> tensors.add(stored("out/" + name, tensor)));
    return tensors;
  }

  private SafetensorsWriter.Later stored(String name, Tensor tensor) {
    return StoredTensors.exact(run.name() + "/" + name, tensor.type(), () -> rounded(tensor));
  }

  private static Tensor rounded(Tensor tensor) {
    return tensor.dtype() == DType.BF16
        ? Tensor.reals(DType.BF16, tensor.shape(), i -> Half.BF16.value(Half.BF16.bits((float) tensor.real(i))))
        : tensor;
  }
}
