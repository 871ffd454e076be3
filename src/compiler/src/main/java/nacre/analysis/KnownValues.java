package nacre.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.Constant;
import nacre.ir.op.Evaluation;

/** Contents of the values that are known while compiling, by the ops' own float64 meaning. Large ones are left out. */
public final class KnownValues {
  /** The most elements of a result that is larger than all it is computed from together. */
  public static final int MOST_ELEMENTS = 1 << 16;

  private final Graph graph;
  private final Map<Integer, List<Tensor>> results = new HashMap<>();

  KnownValues(Graph graph, Constness constness) {
    this.graph = graph;
    for (Node node : graph.nodes()) {
      if (constness.isKnown(node.id())) {
        evaluate(node).ifPresent(tensors -> results.put(node.id(), tensors));
      }
    }
  }

  public Optional<Tensor> of(Value value) {
    return Optional.ofNullable(results.get(value.node())).map(tensors -> tensors.get(value.port()));
  }

  private Optional<List<Tensor>> evaluate(Node node) {
    if (node.op() instanceof Constant(Tensor contents)) {
      return Optional.of(List.of(contents));
    }
    List<Optional<Tensor>> operands = node.operands().stream().map(this::contents).toList();
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).isEmpty() && !(node.operands().get(i) instanceof Operand.Absent)) {
        return Optional.empty();
      }
    }
    return isSmall(node, operands) ? Optional.of(evaluate(node, operands)) : Optional.empty();
  }

  private static List<Tensor> evaluate(Node node, List<Optional<Tensor>> operands) {
    List<Optional<Type>> types = operands.stream().map(operand -> operand.<Type>map(Tensor::type)).toList();
    return node.op().evaluate(new Evaluation(operands, new Site(types, node.types())));
  }

  private Optional<Tensor> contents(Operand operand) {
    return operand instanceof Value value ? of(value) : Optional.empty();
  }

  private boolean isSmall(Node node, List<Optional<Tensor>> operands) {
    long read = operands.stream().flatMap(Optional::stream).mapToLong(Tensor::elements).sum();
    Site site = graph.site(node);
    for (int port = 0; port < node.types().size(); port++) {
      if (site.result(port).shape().elements().known().orElse(Long.MAX_VALUE) > Math.max(read, MOST_ELEMENTS)) {
        return false;
      }
    }
    return true;
  }
}
