package nacre.driver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.ir.op.IndexRangeException;
import nacre.kernels.FmaPeak;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.reference.Interpreter;
import nacre.source.InputException;
import nacre.weights.Seeding;

/**
 * Compares a model with itself at every stage: the graph as written, in float64; the optimised graph, in float64; the
 * emitted class on every provider that this machine has. Every value that is still there at a stage is compared, not only
 * outputs. Where the model binds no weights, parameters are drawn so that a lost term is seen, see {@link Calibration}.
 */
public final class Verification {
  /**
   * One stage against the reference.
   *
   * @param values   how many values were compared, outputs once more
   * @param elements how many elements these have together; none if the inputs are empty
   * @param worst    the greatest {@code max|a - b| / max|reference|} of a value
   * @param where    the path of that value
   */
  public record Line(String what, int values, long elements, double worst, String where) {
    private Line with(String path, Tensor reference, double error) {
      return new Line(what, values + 1, elements + reference.elements(), Math.max(worst, error),
          error > worst ? path : where);
    }
  }

  /** What one stage computed: values by path, in order, and outputs by name. */
  record Seen(Map<String, Tensor> values, Map<String, Tensor> outputs) {}

  private final LoadedModel model;
  private final Compilation compilation;
  private final Calibration calibration;
  private final int batch;
  private final long seed;
  private SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();

  public Verification(LoadedModel model, Pipeline pipeline, PassOptions options, int batch, long seed) {
    this.model = model;
    Parameters parameters = Parameters.of(model, new Seeding(seed, Seeding.Scheme.VARIED));
    this.calibration = new Calibration(model.graph(), parameters.values(), seed);
    boolean bound = model.bindsWeights();
    this.compilation = Compiler.compile(model, pipeline, options, bound
        ? parameters
        : new Parameters(calibration, parameters.known(), parameters.origin()));
    if (batch > 1 && !hasBatch()) {
      throw new InputException("found a batch of " + batch + ", and `" + model.graph().name()
          + "` leaves none open: the first extent of its inputs is a number");
    }
    InputShapes.requireWithinBound(compilation.planned().plan(), batch);
    Room.weights(compilation.planned()).require();
    Room.comparison(compilation.planned(), batch).require();
    this.batch = batch;
    this.seed = seed;
  }

  /** Whether the number of images is open. */
  public boolean hasBatch() {
    return compilation.planned().plan().batch().isPresent();
  }

  /** How many nodes multiply. */
  public int layers() {
    return (int) model.graph().nodes().stream().filter(node -> !node.op().macs(model.graph().site(node)).is(0)).count();
  }

  /** Runs all stages; {@code progress} hears which. */
  public List<Line> run(Consumer<String> progress) {
    progress.accept("evaluating the model in float64");
    Seen reference = reference(RandomInputs.SPREADS);
    progress.accept("evaluating the optimised graph in float64");
    List<Line> lines = new ArrayList<>();
    lines.add(compare("optimised graph", optimized(), reference));
    EmittedModel emitted = compilation.emitted();
    for (String provider : providers()) {
      progress.accept("running the emitted class on " + provider + " kernels");
      lines.add(compare("emitted, " + provider, observed(emitted.on(provider).observe(inputs)), reference));
    }
    return lines;
  }

  /** With the first of some spreads of whole numbers with which every index lies within its axis. */
  private Seen reference(List<Integer> spreads) {
    inputs = RandomInputs.draw(model.graph(), batch, seed, spreads.getFirst());
    Map<String, Tensor> values = new HashMap<>();
    try {
      Map<String, Tensor> outputs = new Interpreter(model.graph()).run(inputs, compilation.parameters().values(),
          (node, results) -> {
            values.put(node.path(), results.getFirst());
            calibration.saw(node, results);
          });
      calibration.settle();
      return new Seen(values, outputs);
    } catch (IndexRangeException e) {
      if (spreads.size() == 1) {
        throw new InputException(
            "`" + model.graph().name() + "` cannot be evaluated on drawn inputs: " + e.getMessage(),
            e);
      }
      return reference(spreads.subList(1, spreads.size()));
    }
  }

  private Seen optimized() {
    Map<String, Tensor> values = new LinkedHashMap<>();
    Map<String, Tensor> outputs = new Interpreter(compilation.planned().graph()).run(inputs,
        compilation.parameters().values(), (node, results) -> values.put(node.path(), results.getFirst()));
    return new Seen(values, outputs);
  }

  private Seen observed(EmittedModel.Observation observation) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    observation.values().entrySet().stream().sorted(Comparator.comparing(entry -> entry.getKey().node()))
        .forEach(entry -> values.put(compilation.planned().graph().producer(entry.getKey()).path(), entry.getValue()));
    return new Seen(values, observation.outputs());
  }

  /** The scalar provider, and every vector width up to the machine's own. */
  private static List<String> providers() {
    List<String> all = List.of("scalar", "vector-128", "vector-256", "vector-512");
    int widest = all.indexOf(FmaPeak.provider());
    return all.subList(0, Math.max(0, widest) + 1);
  }

  /** Values are found again by their path, every output by its name. */
  static Line compare(String what, Seen found, Seen reference) {
    Line line = new Line(what, 0, 0, 0, "");
    for (var entry : found.values().entrySet()) {
      Tensor expected = reference.values().get(entry.getKey());
      if (expected != null && expected.type().equals(entry.getValue().type())) {
        line = line.with(entry.getKey(), expected, error(expected, entry.getValue()));
      }
    }
    for (var entry : reference.outputs().entrySet()) {
      double error = Optional.ofNullable(found.outputs().get(entry.getKey()))
          .filter(output -> output.type().equals(entry.getValue().type()))
          .map(output -> error(entry.getValue(), output)).orElse(Double.POSITIVE_INFINITY);
      line = line.with("output " + entry.getKey(), entry.getValue(), error);
    }
    return line;
  }

  /**
   * {@code max|a - b| / max|reference|}, where {@code |a - b|} leaves out what rounding to 16 bits may do if these are the
   * values' element type; infinite if only one of two elements is a number.
   */
  static double error(Tensor reference, Tensor found) {
    double scale = 0;
    double difference = 0;
    for (int i = 0; i < reference.elements(); i++) {
      double a = reference.real(i);
      double b = found.real(i);
      if (Double.compare(a, b) != 0) {
        double distance = Math.max(0, Math.abs(a - b) - rounding(reference.dtype(), a));
        difference = Math.max(difference, Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance);
      }
      scale = Math.max(scale, Double.isFinite(a) ? Math.abs(a) : 0);
    }
    return difference == 0 ? 0 : difference / (scale == 0 ? 1 : scale);
  }

  /** Half a unit in the last place of a 16-bit float, at most. */
  private static double rounding(DType dtype, double value) {
    return switch (dtype) {
      case F16 -> Math.max(Math.abs(value) * 0x1p-11, 0x1p-25);
      case BF16 -> Math.abs(value) * 0x1p-8;
      default -> 0;
    };
  }
}
