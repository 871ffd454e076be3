package nacre.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A case as a graph of its own: inputs, one node, outputs {@code y0}, {@code y1}. A case that is written as a graph is this one.
 *
 * @param contents of inputs and parameters by name, as far as the case has some
 */
public record OpCaseGraph(Graph graph, Map<String, Tensor> contents) {
  public OpCaseGraph {
    contents = Map.copyOf(contents);
  }

  /** The graph of a case that is no error. */
  public static OpCaseGraph of(OpCase one) {
    if (one.graph.isPresent()) {
      Map<String, Tensor> contents = new HashMap<>();
      one.given().forEach(given -> given.contents().ifPresent(own -> contents.put(given.name(), own)));
      return new OpCaseGraph(IrParser.parse(one.graph.get()), contents);
    }
    OpUse use = new OpUse(one);
    Map<String, Tensor> contents = new LinkedHashMap<>();
    GraphBuilder builder = new GraphBuilder("Case");
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < use.operands().size(); i++) {
      Optional<OpCase.Given> given = use.operands().get(i);
      String name = use.names().get(i) + i;
      given.flatMap(OpCase.Given::contents).ifPresent(own -> contents.put(name, own));
      if (given.isEmpty()) {
        operands.add(Operand.ABSENT);
      } else if (i < use.inputs()) {
        operands.add(builder.input(name, given.get().type(), Optional.empty(), Location.NONE));
      } else {
        operands.add(builder.param(new Param(name, given.get().type(), Role.OWN, true, Init.ZEROS, Location.NONE)));
      }
    }
    Node node = builder.add("node", use.op(), operands, OptionalInt.empty(), Location.NONE);
    for (int port = 0; port < node.types().size(); port++) {
      builder.output(new Output("y" + port, node.value(port), List.of(), OptionalInt.empty(), Location.NONE));
    }
    return new OpCaseGraph(builder.build(), contents);
  }

  /** Contents of the inputs. */
  public Map<String, Tensor> inputs() {
    Map<String, Tensor> inputs = new LinkedHashMap<>(contents);
    inputs.keySet().retainAll(graph.inputs().stream().map(Input::name).toList());
    return inputs;
  }
}
