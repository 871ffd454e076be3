package nacre.onnx;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.Input;
import nacre.ir.Layer;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Value;
import nacre.ir.op.InputOp;
import nacre.onnx.proto.GraphProto;
import nacre.onnx.proto.NodeProto;

/**
 * The graph without what was only needed to make it: nodes that computed shapes, and what is left of mappings that failed. A
 * node that the model itself never uses stays, for the linter to see.
 */
record Pruned(Graph graph, List<OnnxWeights.Filled> weights) {
  static Pruned of(Workshop workshop, GraphProto model) {
    return new Pruning(workshop, workshop.builder.build()).run(unused(model));
  }

  /** Numbers of the model's nodes that no output depends on. Bodies see everything, so they keep everything. */
  private static Set<Integer> unused(GraphProto model) {
    Set<String> wanted = new HashSet<>();
    model.outputs().forEach(output -> wanted.add(output.name()));
    boolean bodies = model.nodes().stream()
        .anyMatch(node -> node.attributes().stream().anyMatch(attribute -> attribute.graph().isPresent()));
    Set<Integer> unused = new HashSet<>();
    for (int i = model.nodes().size() - 1; i >= 0 && !bodies; i--) {
      NodeProto node = model.nodes().get(i);
      if (node.outputs().stream().noneMatch(wanted::contains)) {
        unused.add(i);
      } else {
        wanted.addAll(node.inputs());
      }
    }
    return unused;
  }

  /** One rebuild. */
  private static final class Pruning {
    private final Workshop workshop;
    private final Graph graph;
    private final GraphBuilder builder;
    private final Map<Integer, Integer> nodes = new HashMap<>();
    private final Map<Integer, Operand.ParamRef> params = new HashMap<>();
    private final Map<Integer, Integer> layers = new HashMap<>();
    private final List<OnnxWeights.Filled> weights = new ArrayList<>();

    Pruning(Workshop workshop, Graph graph) {
      this.workshop = workshop;
      this.graph = graph;
      this.builder = new GraphBuilder(graph.name());
    }

    Pruned run(Set<Integer> unused) {
      BitSet kept = kept(unused);
      graph.symbols().bounds().forEach(builder::symbol);
      graph.nodes().stream().filter(node -> kept.get(node.id())).forEach(this::copy);
      for (Input input : graph.inputs()) {
        builder.declare(new Input(input.name(), moved(input.value()), input.picture(), input.location()));
      }
      for (Output output : graph.outputs()) {
        builder.output(new Output(output.name(), moved(output.value()), output.labels(), output.top(),
            output.location()));
      }
      return new Pruned(builder.build(), List.copyOf(weights));
    }

    private BitSet kept(Set<Integer> unused) {
      BitSet kept = new BitSet();
      graph.outputs().forEach(output -> kept.set(output.value().node()));
      for (int id = graph.nodes().size() - 1; id >= 0; id--) {
        Node node = graph.nodes().get(id);
        if (node.op() instanceof InputOp || unused.contains(workshop.owners.get(id))) {
          kept.set(id);
        }
        if (kept.get(id)) {
          node.operands().forEach(operand -> {
            if (operand instanceof Value value) {
              kept.set(value.node());
            }
          });
        }
      }
      return kept;
    }

    private void copy(Node node) {
      List<Operand> operands = node.operands().stream().map(this::moved).toList();
      OptionalInt layer = node.layer().isEmpty() ? node.layer()
          : OptionalInt.of(layers.computeIfAbsent(node.layer().getAsInt(), this::layer));
      nodes.put(node.id(), builder.add(node.path(), node.op(), operands, layer, node.location()).id());
    }

    private int layer(int index) {
      Layer layer = graph.layers().get(index);
      List<Integer> owned = layer.params().stream().map(param -> param(param).index()).toList();
      return builder.layer(new Layer(layer.path(), layer.kind(), owned, layer.location()));
    }

    private Operand moved(Operand operand) {
      return switch (operand) {
        case Value value -> moved(value);
        case Operand.ParamRef(int index) -> param(index);
        case Operand.Absent absent -> absent;
      };
    }

    private Value moved(Value value) {
      return new Value(Objects.requireNonNull(nodes.get(value.node())), value.port());
    }

    private Operand.ParamRef param(int index) {
      return params.computeIfAbsent(index, _ -> {
        weights.add(workshop.weights().get(index));
        return builder.param(graph.params().get(index));
      });
    }
  }
}
