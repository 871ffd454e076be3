package nacre.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nacre.ir.op.Dense;
import nacre.ir.op.Op;
import nacre.ir.op.Relu;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each test breaks one rule of a sound graph and expects exactly one message that names it. */
class VerifierTest {
  private static final Graph SOUND = IrParser.parse("""
      graph Sound {
        symbol N
        param $w: f32[3, 2] weight = zeros
        layer 0 d = dense($w)
        %0 x = input: f32[N, 2]
        %1 d = dense(%0, $w, _): f32[N, 3] layer=0
        %2 y = relu(%1): f32[N, 3]
        input x = %0
        output y = %2
      }
      """);

  private static void violates(Graph graph, String... messages) {
    assertThat(Verifier.violations(graph).stream().map(Verifier.Violation::toString)).containsExactly(messages);
  }

  private static Graph with(int id, Node node) {
    List<Node> nodes = new ArrayList<>(SOUND.nodes());
    nodes.set(id, node);
    return with(nodes, SOUND.params(), SOUND.layers());
  }

  private static Graph with(List<Node> nodes, List<Param> params, List<Layer> layers) {
    return new Graph(SOUND.name(), SOUND.inputs(), SOUND.outputs(), nodes, params, layers, SOUND.symbols(),
        SOUND.weights(), SOUND.training());
  }

  private static Graph with(List<Input> inputs, List<Output> outputs) {
    return new Graph(SOUND.name(), inputs, outputs, SOUND.nodes(), SOUND.params(), SOUND.layers(), SOUND.symbols(),
        SOUND.weights(), SOUND.training());
  }

  private static Node relu(int id, String path, Operand operand, Type type, OptionalInt layer) {
    return new Node(id, path, new Relu(), List.of(operand), List.of(type), layer, Location.NONE);
  }

  private static Type y() {
    return SOUND.node(2).type();
  }

  @Test
  @DisplayName("a sound graph has no violation")
  void sound() {
    violates(SOUND);
    Verifier.check(SOUND);
  }

  @Test
  @DisplayName("ids are positions")
  void ids() {
    violates(with(2, relu(7, "y", new Value(1, 0), y(), OptionalInt.empty())), "the node at position 2 has the id 7");
  }

  @Test
  @DisplayName("operands come before")
  void order() {
    violates(with(2, relu(2, "y", new Value(2, 0), y(), OptionalInt.empty())),
        "%2: reads %2, required a node before it");
    violates(with(2, relu(2, "y", new Value(1, 3), y(), OptionalInt.empty())),
        "%2: reads result 3 of %1, which has 1");
    violates(with(2, relu(2, "y", new Operand.ParamRef(1), y(), OptionalInt.empty())), "%2: reads parameter 1 of 1");
  }

  @Test
  @DisplayName("paths are unique")
  void paths() {
    violates(with(2, relu(2, "d", new Value(1, 0), y(), OptionalInt.empty())), "%2: has the path `d`, as %1 has");
    Param param = SOUND.params().getFirst();
    Layer layer = SOUND.layers().getFirst();
    violates(with(SOUND.nodes(), List.of(param, param), SOUND.layers()), "two parameters have the path `w`");
    violates(with(SOUND.nodes(), SOUND.params(), List.of(layer, layer)), "two layers have the path `d`");
  }

  @Test
  @DisplayName("layers and their parameters exist")
  void layers() {
    violates(with(2, relu(2, "y", new Value(1, 0), y(), OptionalInt.of(4))), "%2: applies layer 4 of 1");
    violates(with(SOUND.nodes(), SOUND.params(), List.of(new Layer("d", "dense", List.of(9), Location.NONE))),
        "layer `d` has parameter 9 of 1");
  }

  @Test
  @DisplayName("types are what the op infers")
  void types() {
    violates(with(2, relu(2, "y", new Value(1, 0), TensorType.of(DType.F32, 1), OptionalInt.empty())),
        "%2: has the types [f32[1]], but `relu` infers [f32[N, 3]]");
    Op dense = new Dense();
    violates(with(2, new Node(2, "y", dense, List.of(new Value(1, 0), new Operand.ParamRef(0), Operand.ABSENT),
        List.of(y()), OptionalInt.empty(), Location.NONE)),
        "%2: `dense` cannot take its operands: found f32[N, 3], required a last axis of 2 for weights f32[3, 2]");
  }

  @Test
  @DisplayName("an op has as many operands and results as it says")
  void arity() {
    violates(with(2, new Node(2, "y", new Relu(), List.of(new Value(1, 0), new Value(0, 0)), List.of(y()),
        OptionalInt.empty(), Location.NONE)), "%2: has 2 operands, required 1 at most for `relu`");
    List<Node> nodes = new ArrayList<>(SOUND.nodes());
    nodes.add(
        new Node(3, "z", new Relu(), List.of(new Value(1, 0)), List.of(y(), y()), OptionalInt.empty(), Location.NONE));
    violates(with(nodes, SOUND.params(), SOUND.layers()), "%3: has 2 types, required 1 for `relu`");
  }

  @Test
  @DisplayName("poison needs no reason in the graph, and spreads")
  void poison() {
    List<Node> nodes = new ArrayList<>(SOUND.nodes());
    nodes.set(1, new Node(1, "d", new Relu(), List.of(), List.of(Type.POISON), OptionalInt.empty(), Location.NONE));
    violates(with(nodes, SOUND.params(), SOUND.layers()), "%2: has the types [f32[N, 3]], but `relu` infers [poison]");
  }

  @Test
  @DisplayName("symbols are declared")
  void symbols() {
    Graph graph =
        new Graph(SOUND.name(), SOUND.inputs(), SOUND.outputs(), SOUND.nodes(), SOUND.params(), SOUND.layers(),
            Symbols.none(), SOUND.weights(), SOUND.training());
    assertThat(Verifier.violations(graph).getFirst())
        .hasToString("%0: its type f32[N, 2] has the symbol `N`, which the graph does not declare");
  }

  @Test
  @DisplayName("inputs are nodes of their own, outputs exist, names are unique")
  void ports() {
    Input x = SOUND.inputs().getFirst();
    Output y = SOUND.outputs().getFirst();
    violates(with(List.of(), List.of(y)), "%0: stands for no input of the graph");
    violates(with(List.of(x, new Input("z", new Value(1, 0), Optional.empty(), Location.NONE)), List.of(y)),
        "input `z` stands for " + new Value(1, 0) + ", required a node of the op `input`");
    violates(with(List.of(x, x), List.of(y)), "two inputs have the name `x`", "two inputs stand for %0");
    violates(with(List.of(x), List.of(y, y)), "two outputs have the name `y`");
    violates(with(List.of(x), List.of(new Output("y", new Value(8, 0), List.of(), OptionalInt.empty(), Location.NONE))),
        "output `y` reads " + new Value(8, 0) + ", which no node makes");
  }

  @Test
  @DisplayName("check throws with every violation on its line")
  void check() {
    assertThatThrownBy(() -> Verifier.check(with(2, relu(7, "d", new Value(1, 0), y(), OptionalInt.empty()))))
        .hasMessage(
            "graph `Sound` is not sound:\nthe node at position 2 has the id 7\n%2: has the path `d`, as %1 has");
  }
}
