package nacre.driver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.codegen.Concern;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Param;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.source.Diagnostic;
import nacre.source.Severity;

/** Parameters with extents that follow from symbols: a file has no contents for them until these have numbers. */
final class OpenParameters {
  /** A size to show the user, as none follows from the model. */
  private static final long EXAMPLE = 224;

  private OpenParameters() {}

  /** @throws RejectedException with every symbol that needs a number, at the input that has it */
  static void refuse(LoadedModel model) {
    Graph graph = model.graph();
    Map<String, Param> open = new LinkedHashMap<>();
    for (Param param : graph.params()) {
      symbols(param.type()).forEach(symbol -> open.putIfAbsent(symbol, param));
    }
    if (!open.isEmpty()) {
      List<Diagnostic> problems = new ArrayList<>();
      open.forEach((symbol, param) -> problems.add(problem(graph, symbol, param)));
      throw new RejectedException(model.file(), problems);
    }
  }

  private static Diagnostic problem(Graph graph, String symbol, Param param) {
    Optional<Node> input = graph.inputs().stream().map(one -> graph.producer(one.value()))
        .filter(node -> symbols(node.type()).contains(symbol)).findFirst();
    Location place = input.map(Node::location).orElse(param.location());
    String what = "`" + symbol + "`" + input.map(node -> " of `" + node.path() + "`, " + node.type() + ",").orElse("")
        + " is open, and with it the parameter `" + param.path() + "`, " + param.type()
        + "; parameters of a file have known extents: say it with --dim " + symbol + "="
        + graph.symbols().bound(symbol).orElse(EXAMPLE);
    return new Diagnostic(Concern.UNKNOWN_EXTENTS.id(), Severity.ERROR, place.inText(), what,
        place.note().stream().toList(), List.of());
  }

  private static List<String> symbols(Type type) {
    return type instanceof TensorType tensor && tensor.isRanked()
        ? tensor.dims().stream().filter(dim -> !(dim instanceof Dim.Unknown))
            .flatMap(dim -> dim.polynomialOf().symbols().stream()).toList()
        : List.of();
  }
}
