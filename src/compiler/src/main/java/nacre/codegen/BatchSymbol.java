package nacre.codegen;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.TensorType;
import nacre.ir.Type;

/** Finds the symbol of the batch, the only one that compiled code leaves open. */
final class BatchSymbol {
  private BatchSymbol() {}

  /**
   * The one symbol that stands for the number of images: the outermost extent of an input.
   *
   * @throws UnsupportedModelException if other symbols are left, with advice for each
   */
  static Optional<Plan.Batch> of(Graph graph, List<Node> nodes) {
    Optional<String> batch = name(graph);
    Set<String> others = new LinkedHashSet<>();
    graph.inputs().forEach(input -> others.addAll(symbols(graph.producer(input.value()).type())));
    nodes.forEach(node -> node.types().forEach(type -> others.addAll(symbols(type))));
    graph.params().forEach(param -> others.addAll(symbols(param.type())));
    batch.ifPresent(others::remove);
    if (!others.isEmpty()) {
      Problems problems = new Problems();
      others.forEach(symbol -> report(problems, graph, nodes, batch, symbol));
      problems.throwIfAny();
    }
    return batch.map(symbol -> new Plan.Batch(symbol, graph.symbols().bound(symbol)));
  }

  private static void report(Problems problems, Graph graph, List<Node> nodes, Optional<String> batch, String symbol) {
    Optional<Node> first = Stream.concat(graph.inputs().stream().map(input -> graph.producer(input.value())),
        nodes.stream()).filter(node -> node.types().stream().anyMatch(type -> symbols(type).contains(symbol)))
        .findFirst();
    OptionalLong bound = graph.symbols().bound(symbol);
    problems.report(Concern.UNKNOWN_EXTENTS, first.map(Node::location).orElse(Location.NONE), "`" + symbol + "`"
        + first.map(node -> " of `" + node.path() + "`, " + node.type() + ",").orElse("") + " is open"
        + (bound.isPresent() ? " up to " + bound.getAsLong() : "") + ", and compiled code needs a number for every "
        + "symbol" + batch.map(open -> " but the batch `" + open + "`").orElse("") + "; say it with --dim " + symbol
        + "=" + bound.orElse(224) + ", in a build with `dims`");
  }

  static Optional<String> name(Graph graph) {
    return graph.inputs().stream().map(input -> graph.producer(input.value()).type())
        .flatMap(type -> outermost(type).stream()).findFirst();
  }

  private static Optional<String> outermost(Type type) {
    return type instanceof TensorType tensor && tensor.isRanked() && tensor.rank() > 0
        && tensor.dim(0) instanceof Dim.Symbol(String name) ? Optional.of(name) : Optional.empty();
  }

  private static List<String> symbols(Type type) {
    if (!(type instanceof TensorType tensor) || !tensor.isRanked()) {
      return List.of();
    }
    return tensor.dims().stream().filter(dim -> !(dim instanceof Dim.Unknown))
        .flatMap(dim -> dim.polynomialOf().symbols().stream()).toList();
  }
}
