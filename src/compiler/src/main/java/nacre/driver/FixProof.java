package nacre.driver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.ir.TypeError;
import nacre.ir.WeightEdit;
import nacre.reference.EvaluationException;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import nacre.weights.Seeding;

/**
 * Shows that a fix is safe by running the network before and after it on the reference: at inference with the weight
 * edits made, and on the way forward of a training step. Parameters are drawn as a trained network may have them, so that
 * a lost term is seen. All parameters that the fix does not speak of must still be there, under their paths and with their
 * types.
 */
public final class FixProof {
  /** What came of it. */
  public sealed interface Verdict {}

  /**
   * Both compute the same.
   *
   * @param worst   the greatest difference of an output's element, relative to the greatest element of that output
   * @param removed paths of parameters that are gone
   */
  public record Proved(double worst, Set<String> removed) implements Verdict {
    public Proved {
      removed = Set.copyOf(removed);
    }
  }

  /** The fix changes something. */
  public record Refuted(String reason) implements Verdict {}

  /** The networks cannot be run, for instance because of an operation that Nacre does not know. */
  public record Undecided(String reason) implements Verdict {}

  /** Float64 arithmetic in another order; far below what a lost bias makes. */
  private static final double TOLERANCE = 1e-8;
  private static final long BATCH = 3;
  /** Extents to try for symbols besides the batch, until one suits the network. */
  private static final List<Long> EXTENTS = List.of(8L, 16L, 32L, 64L, 128L, 224L, 256L);
  private static final long SEED = 20;

  private final Graph before;
  private final Graph after;
  private final List<WeightEdit> weights;

  private FixProof(Graph before, Graph after, List<WeightEdit> weights) {
    this.before = before;
    this.after = after;
    this.weights = List.copyOf(weights);
  }

  /**
   * Compares a network with what it is after a fix. Costs four runs of the interpreter on a batch of 3.
   *
   * @param edits   what the fix does to {@code before}
   * @param weights what the fix does to bound weights
   */
  public static Verdict prove(Graph before, Graph after, List<Edit> edits, List<WeightEdit> weights) {
    Set<String> removed = new HashSet<>(paths(before));
    paths(after).forEach(removed::remove);
    Optional<String> wrong = wrongParams(before, after, edits, removed);
    if (wrong.isPresent()) {
      return new Refuted(wrong.get());
    }
    try {
      return new FixProof(before, after, weights).run(removed);
    } catch (EvaluationException | TypeError | IllegalArgumentException e) {
      return new Undecided(String.valueOf(e.getMessage()));
    }
  }

  private static Set<String> paths(Graph graph) {
    return new HashSet<>(graph.params().stream().map(Param::path).toList());
  }

  private static Optional<String> wrongParams(Graph before, Graph after, List<Edit> edits, Set<String> removed) {
    Map<String, Param> known = new HashMap<>();
    before.params().forEach(param -> known.put(param.path(), param));
    for (Param param : after.params()) {
      Param old = known.get(param.path());
      if (old == null) {
        return Optional.of("parameter `" + param.path() + "` is new");
      }
      if (!old.type().equals(param.type()) || old.role() != param.role() || old.trainable() != param.trainable()) {
        return Optional.of("parameter `" + param.path() + "`: found " + param.type() + " after the fix, " + old.type()
            + " before it");
      }
    }
    Set<String> concerned = concerned(before, edits);
    return removed.stream().filter(path -> !concerned.contains(path)).sorted().findFirst()
        .map(path -> "parameter `" + path + "` is lost");
  }

  /** Paths of the parameters of whatever the edits are about. */
  private static Set<String> concerned(Graph graph, List<Edit> edits) {
    Set<String> concerned = new HashSet<>();
    for (Edit edit : edits) {
      switch (edit) {
        case Edit.SetAttribute(int node, String _, var _) -> concerned.addAll(params(graph, graph.node(node)));
        case Edit.Remove(int node) -> concerned.addAll(params(graph, graph.node(node)));
        case Edit.RemoveLayer(int layer) ->
            graph.layers().get(layer).params().forEach(param -> concerned.add(graph.params().get(param).path()));
        case Edit.Swap _, Edit.Insert _ -> {
        }
      }
    }
    return concerned;
  }

  private static List<String> params(Graph graph, Node node) {
    List<String> paths = new ArrayList<>();
    for (Operand operand : node.operands()) {
      if (operand instanceof Operand.ParamRef param) {
        paths.add(graph.param(param).path());
      }
    }
    return paths;
  }

  private Verdict run(Set<String> removed) {
    SequencedMap<String, Tensor> old = new LinkedHashMap<>();
    Seeding seeding = new Seeding(SEED, Seeding.Scheme.VARIED);
    before.params().forEach(param -> old.put(param.path(), seeding.values(param)));
    SequencedMap<String, Tensor> changed = WeightChanges.apply(old, weights, after);
    SampleInputs inputs = inputs(ParamValues.byPath(old));
    Comparison inference = Comparison.of(outputs(before, inputs, old), outputs(after, inputs, changed));
    Comparison training = Comparison.of(outputs(TrainingView.of(before, inputs.symbols(), SEED), inputs, old),
        outputs(TrainingView.of(after, inputs.symbols(), SEED), inputs, changed));
    double worst = Math.max(inference.worst(), training.worst());
    if (!(worst <= TOLERANCE)) {
      return new Refuted(inference.worst() > TOLERANCE
          ? "at inference, " + inference
          : "in training, " + training);
    }
    return new Proved(worst, removed);
  }

  /** The first extents at which the network runs. */
  private SampleInputs inputs(ParamValues params) {
    if (SampleInputs.needsExtents(before)) {
      for (long extent : EXTENTS) {
        SampleInputs inputs = SampleInputs.of(before, BATCH, extent, SEED);
        try {
          new Interpreter(before).run(inputs.tensors(), params);
          return inputs;
        } catch (EvaluationException | IllegalArgumentException e) {
          // Too small for the windows of this network, or not a multiple of something
        }
      }
    }
    return SampleInputs.of(before, BATCH, EXTENTS.getLast(), SEED);
  }

  private static SequencedMap<String, Tensor> outputs(Graph graph, SampleInputs inputs,
      SequencedMap<String, Tensor> params) {
    return new Interpreter(graph).run(inputs.tensors(), ParamValues.byPath(params));
  }
}
