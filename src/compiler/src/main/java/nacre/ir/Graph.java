package nacre.ir;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network: immutable, in topological order, with every node that was written, reached or not. Nothing here recurses
 * over nodes, so depth is bounded by memory alone.
 *
 * @param nodes   node {@code i} has id {@code i} and reads only nodes before it
 * @param weights what is known of the parameters' values
 */
public record Graph(String name, List<Input> inputs, List<Output> outputs, List<Node> nodes, List<Param> params,
    List<Layer> layers, Symbols symbols, Weights weights, Training training) {
  public Graph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    params = List.copyOf(params);
    layers = List.copyOf(layers);
  }

  public Node node(int id) {
    return nodes.get(id);
  }

  public Node producer(Value value) {
    return nodes.get(value.node());
  }

  /** The node that makes an operand; empty for a parameter or an absent one. */
  public Optional<Node> producer(Operand operand) {
    return operand instanceof Value value ? Optional.of(producer(value)) : Optional.empty();
  }

  public Param param(Operand.ParamRef ref) {
    return params.get(ref.index());
  }

  /** The type of an operand; empty for an absent one. */
  public Optional<Type> type(Operand operand) {
    return switch (operand) {
      case Value(int node, int port) -> Optional.of(nodes.get(node).types().get(port));
      case Operand.ParamRef ref -> Optional.of(param(ref).type());
      case Operand.Absent _ -> Optional.empty();
    };
  }

  /** A node's operands and results, as its op wants to see them. */
  public Site site(Node node) {
    return new Site(node.operands().stream().map(this::type).toList(), node.types());
  }

  /**
   * This graph with some of its symbols replaced by numbers, typed anew.
   *
   * @throws TypeError if a symbol is unknown, beyond its bound, or a node cannot have that size
   */
  public Graph substitute(Map<String, Long> known) {
    return known.isEmpty() ? this : Substitution.of(this, known);
  }

  public Graph withWeights(Weights known) {
    return new Graph(name, inputs, outputs, nodes, params, layers, symbols, known, training);
  }
}
