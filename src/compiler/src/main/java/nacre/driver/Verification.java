package nacre.driver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.kernels.FmaPeak;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.reference.Interpreter;
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
   * @param worst the greatest {@code max|a - b| / max|reference|} of a value
   * @param where the path of that value
   */
  public record Line(String what, int values, double worst, String where) {
    private Line with(String path, double error) {
      return new Line(what, values + 1, Math.max(worst, error), error > worst ? path : where);
    }
  }

  private final LoadedModel model;
  private final Compilation compilation;
  private final Calibration calibration;
  private final SequencedMap<String, Tensor> inputs;

  public Verification(LoadedModel model, Pipeline pipeline, PassOptions options, int batch, long seed) {
    this.model = model;
    this.inputs = RandomInputs.draw(model.graph(), batch, seed);
    Parameters parameters = Parameters.of(model, new Seeding(seed, Seeding.Scheme.VARIED));
    this.calibration = new Calibration(model.graph(), parameters.values(), seed);
    boolean bound = model.resolved().weights().isPresent();
    this.compilation = Compiler.compile(model, pipeline, options, bound
        ? parameters
        : new Parameters(calibration, parameters.known(), parameters.origin()));
  }

  /** How many nodes multiply. */
  public int layers() {
    return (int) model.graph().nodes().stream().filter(node -> !node.op().macs(model.graph().site(node)).is(0)).count();
  }

  /** Runs all stages; {@code progress} hears which. */
  public List<Line> run(Consumer<String> progress) {
    progress.accept("evaluating the model in float64");
    Map<String, Tensor> reference = new HashMap<>();
    new Interpreter(model.graph()).run(inputs, compilation.parameters().values(),
        (node, results) -> {
          reference.put(node.path(), results.getFirst());
          calibration.saw(node, results);
        });
    calibration.settle();
    progress.accept("evaluating the optimised graph in float64");
    Graph graph = compilation.planned().graph();
    Map<Value, Tensor> optimized = new HashMap<>();
    new Interpreter(graph).run(inputs, compilation.parameters().values(),
        (node, results) -> optimized.put(node.value(), results.getFirst()));
    List<Line> lines = new ArrayList<>();
    lines.add(compare(model.graph(), "optimised graph", graph, optimized, reference));
    EmittedModel emitted = compilation.emitted();
    for (String provider : providers()) {
      progress.accept("running the emitted class on " + provider + " kernels");
      lines.add(compare(model.graph(), "emitted, " + provider, graph, emitted.on(provider).observe(inputs), reference));
    }
    return lines;
  }

  /** The scalar provider, and every vector width up to the machine's own. */
  private static List<String> providers() {
    List<String> all = List.of("scalar", "vector-128", "vector-256", "vector-512");
    int widest = all.indexOf(FmaPeak.provider());
    return all.subList(0, Math.max(0, widest) + 1);
  }

  /** Values are found again by their path, outputs by their name. */
  static Line compare(Graph source, String what, Graph graph, Map<Value, Tensor> found, Map<String, Tensor> reference) {
    Line line = new Line(what, 0, 0, "");
    for (var entry : found.entrySet().stream().sorted((a, b) -> a.getKey().node() - b.getKey().node()).toList()) {
      Node node = graph.node(entry.getKey().node());
      Tensor expected = reference.get(node.path());
      if (expected != null && expected.type().equals(entry.getValue().type())) {
        line = line.with(node.path(), error(expected, entry.getValue()));
      }
    }
    for (int i = 0; i < graph.outputs().size(); i++) {
      Tensor expected = reference.get(source.producer(source.outputs().get(i).value()).path());
      Tensor output = found.get(graph.outputs().get(i).value());
      if (expected != null && output != null) {
        boolean sameType = expected.type().equals(output.type());
        line = line.with("output " + graph.outputs().get(i).name(),
            sameType ? error(expected, output) : Double.POSITIVE_INFINITY);
      }
    }
    return line;
  }

  /** {@code max|a - b| / max|reference|}; infinite if only one of two elements is a number. */
  static double error(Tensor reference, Tensor found) {
    double scale = 0;
    double difference = 0;
    for (int i = 0; i < reference.elements(); i++) {
      double a = reference.real(i);
      double b = found.real(i);
      if (Double.compare(a, b) != 0) {
        double distance = Math.abs(a - b);
        difference = Math.max(difference, Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance);
      }
      scale = Math.max(scale, Double.isFinite(a) ? Math.abs(a) : 0);
    }
    return difference == 0 ? 0 : difference / (scale == 0 ? 1 : scale);
  }
}
