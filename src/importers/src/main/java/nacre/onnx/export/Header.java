package nacre.onnx.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.IrPrinter;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Output;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.ir.Weights;
import nacre.ir.op.Constant;
import nacre.ir.op.InputOp;
import nacre.onnx.Contents;

/**
 * What a graph says beside what it computes: bounds of symbols, facts of the training, roles and initialisers of
 * parameters, layers, how pictures become inputs, labels. It is a graph of declarations alone, in the textual IR: the nodes
 * of inputs, constants with more digits than their element type holds, and one node that all outputs name.
 */
final class Header {
  private Header() {}

  static String of(Graph graph) {
    List<Node> nodes = new ArrayList<>();
    Map<Value, Value> moved = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof InputOp || isRounded(node)) {
        moved.put(node.value(), new Value(nodes.size(), 0));
        nodes.add(new Node(nodes.size(), node.path(), node.op(), List.of(), node.types(), OptionalInt.empty(),
            Location.NONE));
      }
    }
    Constant stand = new Constant(Tensor.integers(DType.I64, new int[0], _ -> 0));
    Node last = new Node(nodes.size(), "outputs", stand, List.of(), List.of(stand.contents().type()),
        OptionalInt.empty(), Location.NONE);
    nodes.add(last);
    List<Input> inputs = graph.inputs().stream().map(input -> new Input(input.name(),
        Objects.requireNonNull(moved.get(input.value())), input.picture(), Location.NONE)).toList();
    List<Output> outputs = graph.outputs().stream()
        .map(output -> new Output(output.name(), last.value(), output.labels(), output.top(), Location.NONE)).toList();
    return IrPrinter.print(new Graph(graph.name(), inputs, outputs, nodes, graph.params(), graph.layers(),
        graph.symbols(), Weights.ABSENT, graph.training()), IrPrinter.Detail.WITHOUT_LOCATIONS);
  }

  private static boolean isRounded(Node node) {
    return node.op() instanceof Constant(Tensor contents) && !Contents.rounded(contents).equals(contents);
  }

  /** Which nodes of the graph stand for inputs. */
  static String places(Graph graph) {
    return graph.nodes().stream().filter(node -> node.op() instanceof InputOp).map(node -> Integer.toString(node.id()))
        .collect(Collectors.joining(" "));
  }
}
