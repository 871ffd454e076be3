package nacre.codegen;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    Optional<String> batch = graph.inputs().stream().map(input -> graph.producer(input.value()).type())
        .flatMap(type -> outermost(type).stream()).findFirst();
    Set<String> others = new LinkedHashSet<>();
    graph.inputs().forEach(input -> others.addAll(symbols(graph.producer(input.value()).type())));
    nodes.forEach(node -> node.types().forEach(type -> others.addAll(symbols(type))));
    graph.params().forEach(param -> others.addAll(symbols(param.type())));
    batch.ifPresent(others::remove);
    if (!others.isEmpty()) {
      Problems problems = new Problems();
      problems.report("unknown-extents", Location.NONE, needed(graph, batch, others));
      problems.throwIfAny();
    }
    return batch.map(symbol -> new Plan.Batch(symbol, graph.symbols().bound(symbol)));
  }

  private static String needed(Graph graph, Optional<String> batch, Set<String> others) {
    String names = others.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    String advice = others.stream().map(name -> "--dim " + name + "=224").collect(Collectors.joining(" "));
    String free = batch.map(symbol -> "only the batch `" + symbol + "` may be open").orElse("no symbol may be open");
    return "`" + graph.name() + "`: found the open " + (others.size() == 1 ? "extent " : "extents ") + names
        + " where code needs numbers (" + free + "); say them, for instance " + advice;
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
