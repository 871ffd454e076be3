package nacre.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;

import nacre.ir.ConstantPart;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Node;
import nacre.ir.Output;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.ir.op.InputOp;

/**
 * Evaluates a graph at inference, node by node in float64: the definition of what it means. Only nodes that are needed
 * are evaluated, each once, and a value is dropped after its last reader.
 */
public final class Interpreter {
  /** Sees the results of every node that is evaluated, in order. */
  @FunctionalInterface
  public interface Listener {
    void evaluated(Node node, List<Tensor> results);
  }

  private static final Listener NOBODY = (_, _) -> {};

  /** What becomes of the results of a node before others read them. */
  @FunctionalInterface
  public interface Keeping {
    List<Tensor> kept(Node node, List<Tensor> results);
  }

  /** How exactly results are kept. */
  public enum Precision implements Keeping {
    /** As they are computed: what a graph means, whatever it is computed in. */
    FLOAT64 {
      @Override
      public List<Tensor> kept(Node node, List<Tensor> results) {
        return results;
      }
    },
    /** Rounded to 32 bits but for {@code f64}, as compiled code keeps them: half-way cases are then the same. */
    FLOAT32 {
      @Override
      public List<Tensor> kept(Node node, List<Tensor> results) {
        return results.stream().map(Tensor::kept).toList();
      }
    }
  }

  private final Graph graph;
  private final Keeping keeping;

  public Interpreter(Graph graph) {
    this(graph, Precision.FLOAT64);
  }

  public Interpreter(Graph graph, Keeping keeping) {
    this.graph = graph;
    this.keeping = keeping;
  }

  /**
   * The outputs, by name, in their order.
   *
   * @param inputs one tensor per input of the graph, by name; their extents give the symbols their values
   * @throws EvaluationException if inputs or parameters do not fit, or a node that is needed cannot be evaluated
   */
  public SequencedMap<String, Tensor> run(Map<String, Tensor> inputs, ParamValues params) {
    return run(inputs, params, NOBODY);
  }

  /** The same, and shows every value on the way. */
  public SequencedMap<String, Tensor> run(Map<String, Tensor> inputs, ParamValues params, Listener listener) {
    Map<Value, Tensor> values = values(inputs, params, graph.outputs().stream().map(Output::value).toList(), listener);
    SequencedMap<String, Tensor> outputs = new LinkedHashMap<>();
    graph.outputs().forEach(output -> outputs.put(output.name(), values.get(output.value())));
    return outputs;
  }

  /** Any values of the graph, reached from an output or not. */
  public Map<Value, Tensor> values(Map<String, Tensor> inputs, ParamValues params, Collection<Value> wanted) {
    return values(inputs, params, wanted, NOBODY);
  }

  private Map<Value, Tensor> values(Map<String, Tensor> inputs, ParamValues params, Collection<Value> wanted,
      Listener listener) {
    Map<String, Long> symbols = SymbolBinding.of(graph, inputs);
    Map<Integer, Tensor> bound = new HashMap<>();
    for (Input input : graph.inputs()) {
      bound.put(input.value().node(), inputs.get(input.name()));
    }
    Map<Value, Tensor> found = new HashMap<>();
    evaluate(new NodeEvaluator(graph, symbols, params), bound, wanted, found::put, listener);
    return found;
  }

  /**
   * Evaluates a part of what depends on parameters and constants alone, handing each value over as soon as it is known.
   * Memory holds no more than values still to be read.
   *
   * @param wanted some of {@link ConstantPart#results}
   */
  public void prepare(ParamValues params, Collection<Value> wanted, BiConsumer<Value, Tensor> prepared) {
    evaluate(new NodeEvaluator(graph, Map.of(), params), Map.of(), wanted, prepared, NOBODY);
  }

  private void evaluate(NodeEvaluator evaluator, Map<Integer, Tensor> bound, Collection<Value> wanted,
      BiConsumer<Value, Tensor> sink, Listener listener) {
    Set<Value> kept = new HashSet<>(wanted);
    Lifetimes lifetimes = new Lifetimes(graph, kept);
    List<List<Tensor>> live = new ArrayList<>();
    for (Node node : graph.nodes().subList(0, lifetimes.end())) {
      live.add(List.of());
      if (!lifetimes.isNeeded(node.id())) {
        continue;
      }
      List<Tensor> results =
          node.op() instanceof InputOp
              ? List.of(input(node, bound))
              : keeping.kept(node, evaluator.evaluate(node, live));
      live.set(node.id(), results);
      listener.evaluated(node, results);
      for (int port = 0; port < results.size(); port++) {
        if (kept.contains(node.value(port))) {
          sink.accept(node.value(port), results.get(port));
        }
      }
      lifetimes.endingAt(node.id()).forEach(dead -> live.set(dead, List.of()));
    }
  }

  private static Tensor input(Node node, Map<Integer, Tensor> bound) {
    Tensor tensor = bound.get(node.id());
    if (tensor == null) {
      throw new EvaluationException("`" + node.path() + "` is no input of the graph, so nothing is bound to it");
    }
    return tensor;
  }
}
