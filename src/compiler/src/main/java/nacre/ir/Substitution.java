package nacre.ir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** Puts numbers in for symbols of a whole graph, and types it anew: a symbolic network becomes one of a fixed size. */
final class Substitution {
  private final Graph graph;
  private final Map<String, Long> symbols;
  private final GraphBuilder builder;

  private Substitution(Graph graph, Map<String, Long> symbols) {
    this.graph = graph;
    this.symbols = Map.copyOf(symbols);
    this.builder = new GraphBuilder(graph.name());
  }

  static Graph of(Graph graph, Map<String, Long> symbols) {
    return new Substitution(graph, symbols).result();
  }

  private Graph result() {
    check();
    graph.params()
        .forEach(param -> builder.param(new Param(param.path(), param.type().substitute(symbols), param.role(),
            param.trainable(), param.init(), param.location())));
    graph.layers().forEach(builder::layer);
    graph.nodes().forEach(this::node);
    List<Node> nodes = builder.build().nodes();
    SequencedMap<String, OptionalLong> left = new LinkedHashMap<>(graph.symbols().bounds());
    left.keySet().removeAll(symbols.keySet());
    return new Graph(graph.name(), graph.inputs(), graph.outputs(), nodes, builder.build().params(), graph.layers(),
        new Symbols(left), graph.weights(), graph.training());
  }

  private void check() {
    symbols.forEach((symbol, value) -> {
      if (!graph.symbols().bounds().containsKey(symbol)) {
        throw new TypeError("`" + graph.name() + "` has no symbol `" + symbol + "`, found "
            + String.join(", ", graph.symbols().bounds().keySet()));
      }
      OptionalLong bound = graph.symbols().bound(symbol);
      if (value < 0 || bound.isPresent() && value > bound.getAsLong()) {
        throw new TypeError("`" + symbol + "`: found " + value + ", required 0"
            + (bound.isPresent() ? " to " + bound.getAsLong() : " or more"));
      }
    });
  }

  private void node(Node node) {
    boolean poison = node.types().contains(Type.POISON);
    if (poison) {
      builder.addPoisoned(node.path(), node.op().substitute(symbols), node.operands(), node.layer(), node.location());
      return;
    }
    try {
      builder.add(node.path(), node.op().substitute(symbols), node.operands(), node.layer(), node.location());
    } catch (TypeError e) {
      throw new TypeError("`" + node.path() + "` cannot have " + symbols + ": " + e.text());
    }
  }
}
