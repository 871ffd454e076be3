package nacre.ir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;

import nacre.ir.op.InputOp;
import nacre.ir.op.Op;

/** Makes a graph node by node, in topological order, typing each as it comes. */
public final class GraphBuilder {
  private final String name;
  private final List<Input> inputs = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Param> params = new ArrayList<>();
  private final List<Layer> layers = new ArrayList<>();
  private final SequencedMap<String, OptionalLong> symbols = new LinkedHashMap<>();
  private final Typing typing = new Typing();
  private Weights weights = Weights.ABSENT;
  private Training training = Training.unknown();

  public GraphBuilder(String name) {
    this.name = name;
  }

  /** Declares a symbol of the shapes; a second bound must not contradict the first. */
  public void symbol(String symbol, OptionalLong bound) {
    OptionalLong known = symbols.getOrDefault(symbol, OptionalLong.empty());
    if (known.isPresent() && bound.isPresent() && known.getAsLong() != bound.getAsLong()) {
      throw new TypeError("`" + symbol + "` is bounded by " + known.getAsLong() + " and by " + bound.getAsLong());
    }
    symbols.put(symbol, known.isPresent() ? known : bound);
  }

  public Value input(String input, TensorType type, Optional<Preprocessing> picture, Location location) {
    Value value = add(input, new InputOp(type), List.of(), OptionalInt.empty(), location).value();
    inputs.add(new Input(input, value, picture, location));
    return value;
  }

  /** Declares what a caller hands in, for a node that is there already. */
  public void declare(Input input) {
    inputs.add(input);
  }

  public void output(Output output) {
    outputs.add(output);
  }

  public Operand.ParamRef param(Param param) {
    params.add(param);
    return new Operand.ParamRef(params.size() - 1);
  }

  /** The index of the new layer. */
  public int layer(Layer layer) {
    layers.add(layer);
    return layers.size() - 1;
  }

  public void weights(Weights known) {
    weights = known;
  }

  public void training(Training facts) {
    training = facts;
  }

  /**
   * Adds a node and types it. Operands that are poison make it poison, silently.
   *
   * @throws TypeError if the op cannot take these operands; nothing is added then
   */
  public Node add(String path, Op op, List<? extends Operand> operands, OptionalInt layer, Location location) {
    return put(path, op, operands, typing.infer(nodes.size(), op, operands, this::type), layer, location);
  }

  /** Adds a node that is in error already: all its results are poison. */
  public Node addPoisoned(String path, Op op, List<? extends Operand> operands, OptionalInt layer, Location location) {
    return put(path, op, operands, Typing.poison(op), layer, location);
  }

  /** The type of an operand; empty for an absent one. */
  public Optional<Type> type(Operand operand) {
    return switch (operand) {
      case Value(int node, int port) -> Optional.of(nodes.get(node).types().get(port));
      case Operand.ParamRef(int index) -> Optional.of(params.get(index).type());
      case Operand.Absent _ -> Optional.empty();
    };
  }

  /** The elements of a small integer value, in row-major order, where typing knows them. */
  public Optional<List<Dim>> contents(Operand operand) {
    return typing.known(operand);
  }

  public Node node(int id) {
    return nodes.get(id);
  }

  /** How many nodes there are: the id of the next one. */
  public int size() {
    return nodes.size();
  }

  public Param param(Operand.ParamRef ref) {
    return params.get(ref.index());
  }

  public Graph build() {
    return new Graph(name, inputs, outputs, nodes, params, layers, new Symbols(symbols), weights, training);
  }

  private Node put(String path, Op op, List<? extends Operand> operands, List<Type> types, OptionalInt layer,
      Location location) {
    Node node = new Node(nodes.size(), path, op, List.copyOf(operands), types, layer, location);
    nodes.add(node);
    return node;
  }
}
