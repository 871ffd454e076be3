package nacre.importers;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.Input;
import nacre.ir.Layer;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Value;
import nacre.ir.op.InputOp;

/**
 * A graph without what was only needed to make it.
 *
 * @param params for each parameter the index that it had before
 */
public record Pruned(Graph graph, List<Integer> params) {
  public Pruned {
    params = List.copyOf(params);
  }

  /**
   * The graph with its inputs, with what its outputs depend on, and with what else is wanted.
   *
   * @param wanted nodes that stay, by their numbers, with all that they depend on
   */
  public static Pruned of(Graph graph, BitSet wanted) {
    return new Pruning(graph).run(wanted);
  }

  /** One rebuild. */
  private static final class Pruning {
    private final Graph graph;
    private final GraphBuilder builder;
    private final Map<Integer, Integer> nodes = new HashMap<>();
    private final Map<Integer, Operand.ParamRef> params = new HashMap<>();
    private final Map<Integer, Integer> layers = new HashMap<>();
    private final List<Integer> before = new ArrayList<>();

    Pruning(Graph graph) {
      this.graph = graph;
      this.builder = new GraphBuilder(graph.name());
    }

    Pruned run(BitSet wanted) {
      BitSet kept = kept(wanted);
      graph.symbols().bounds().forEach(builder::symbol);
      builder.training(graph.training());
      graph.nodes().stream().filter(node -> kept.get(node.id())).forEach(this::copy);
      for (Input input : graph.inputs()) {
        builder.declare(new Input(input.name(), moved(input.value()), input.picture(), input.location()));
      }
      for (Output output : graph.outputs()) {
        builder.output(new Output(output.name(), moved(output.value()), output.labels(), output.top(),
            output.location()));
      }
      return new Pruned(builder.build(), before);
    }

    private BitSet kept(BitSet wanted) {
      BitSet kept = (BitSet) wanted.clone();
      graph.outputs().forEach(output -> kept.set(output.value().node()));
      for (int id = graph.nodes().size() - 1; id >= 0; id--) {
        Node node = graph.nodes().get(id);
        if (node.op() instanceof InputOp) {
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
        before.add(index);
        return builder.param(graph.params().get(index));
      });
    }
  }
}
