package nacre.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.ir.ConstantPart;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.Node;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.testing.RandomGraphs;
import nacre.testing.RandomValues;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InterpreterTest {
  private static final Graph RESIDUAL = IrParser.parse("""
      graph Residual {
        symbol N <= 3
        param $w: f32[2, 2] weight = zeros
        param $s: f32[2] gamma = ones
        %0 x = input: f32[N, 2]
        %1 column = reshape($s) shape=[2, 1]: f32[2, 1]
        %2 scaled = mul($w, %1): f32[2, 2]
        %3 d = dense(%0, %2, _): f32[N, 2]
        %4 sum = add(%3, %0): f32[N, 2]
        %5 dead = relu(%4): f32[N, 2]
        input x = %0
        output y = %4
        output z = %3
      }
      """);
  private static final Map<String, Tensor> PARAMS = Map.of("w", reals(new int[] {2, 2}, 1, 2, 3, 4), "s",
      reals(new int[] {2}, 10, -1));

  private static Tensor reals(int[] shape, double... contents) {
    return Tensor.ofReals(DType.F32, shape, contents);
  }

  @Test
  @DisplayName("outputs are what one computes by hand, folded weights included")
  void outputs() {
    Map<String, Tensor> outputs = new Interpreter(RESIDUAL).run(Map.of("x", reals(new int[] {1, 2}, 1, -1)),
        ParamValues.byPath(PARAMS));
    assertThat(outputs.keySet()).containsExactly("y", "z");
    assertThat(outputs.get("z").toReals()).containsExactly(-10, 1);
    assertThat(outputs.get("y").toReals()).containsExactly(-9, 0);
  }

  @Test
  @DisplayName("only what an output needs is evaluated, and a listener sees it in order")
  void listener() {
    List<String> seen = new ArrayList<>();
    new Interpreter(RESIDUAL).run(Map.of("x", reals(new int[] {0, 2})), ParamValues.byPath(PARAMS),
        (node, _) -> seen.add(node.path()));
    assertThat(seen).containsExactly("x", "column", "scaled", "d", "sum");
  }

  @Test
  @DisplayName("prepare hands over what the rest reads of the part over parameters, and nothing else")
  void prepare() {
    Map<Value, Tensor> prepared = new LinkedHashMap<>();
    new Interpreter(RESIDUAL).prepare(ParamValues.byPath(PARAMS), ConstantPart.of(RESIDUAL).results(), prepared::put);
    assertThat(prepared.keySet()).containsExactly(new Value(2, 0));
    assertThat(prepared.get(new Value(2, 0)).toReals()).containsExactly(10, 20, -3, -4);
  }

  @Test
  @DisplayName("inputs and parameters that do not fit are refused with found and required")
  void refusals() {
    Interpreter interpreter = new Interpreter(RESIDUAL);
    ParamValues params = ParamValues.byPath(PARAMS);
    assertThatThrownBy(() -> interpreter.run(Map.of(), params)).hasMessage("input `x` is missing, required f32[N, 2]");
    assertThatThrownBy(() -> interpreter.run(Map.of("x", reals(new int[] {1, 3}, 1, 2, 3)), params))
        .hasMessage("input `x`: found f32[1, 3], required f32[1, 2]");
    assertThatThrownBy(() -> interpreter.run(Map.of("x", reals(new int[] {4, 2}, new double[8])), params))
        .hasMessage("input `x`: found f32[4, 2], required N of at most 3 in f32[N, 2]");
    assertThatThrownBy(
        () -> interpreter.run(Map.of("x", reals(new int[] {1, 2}, 1, 2), "u", reals(new int[0], 1)), params))
        .hasMessage("`Residual` has no input `u`");
    assertThatThrownBy(() -> interpreter.run(Map.of("x", reals(new int[] {1, 2}, 1, 2)), ParamValues.none()))
        .hasMessage("parameter `s` has no contents");
    assertThatThrownBy(() -> interpreter.run(Map.of("x", reals(new int[] {1, 2}, 1, 2)),
        ParamValues.inOrder(List.of(reals(new int[] {2, 2}, new double[4]), reals(new int[] {3}, new double[3])))))
        .hasMessage("parameter `s`: found f32[3], required f32[2]");
  }

  @Test
  @DisplayName("one symbol in two inputs means one number")
  void symbolsAgree() {
    Graph graph = IrParser.parse("""
        graph Two {
          symbol N
          %0 a = input: f32[N, 1]
          %1 b = input: f32[N, 1]
          %2 flat = reshape(%0) shape=[N]: f32[N]
          %3 odd = input: f32[2*N]
          input a = %0
          input b = %1
          input odd = %3
          output y = %2
        }
        """);
    Tensor two = reals(new int[] {2, 1}, 1, 2);
    Tensor three = reals(new int[] {3, 1}, 1, 2, 3);
    Tensor four = reals(new int[] {4}, 1, 2, 3, 4);
    Interpreter interpreter = new Interpreter(graph);
    assertThat(interpreter.run(Map.of("a", two, "b", two, "odd", four), ParamValues.none()).get("y").type().toString())
        .isEqualTo("f32[2]");
    assertThatThrownBy(() -> interpreter.run(Map.of("a", two, "b", three, "odd", four), ParamValues.none()))
        .hasMessage("input `b`: found f32[3, 1], required f32[N, 1] where N is 2, as input `a` says");
    assertThatThrownBy(() -> interpreter.run(Map.of("a", three, "b", three, "odd", four), ParamValues.none()))
        .hasMessage("input `odd`: found f32[4], required f32[6]");
  }

  @Test
  @DisplayName("what has no meaning is refused by name, but only where it is needed")
  void opaque() {
    Graph graph = IrParser.parse("""
        graph Imported {
          %0 x = input: f32[1]
          %1 magic = opaque(%0) domain="com.x" name="Magic" version=1 attributes={} regions=[]: opaque
          %2 y = relu(%0): f32[1]
          %3 wrong = relu(%0): poison
          input x = %0
          output y = %2
        }
        """);
    Map<String, Tensor> inputs = Map.of("x", reals(new int[] {1}, -1));
    Interpreter interpreter = new Interpreter(graph);
    assertThat(interpreter.run(inputs, ParamValues.none()).get("y").toReals()).containsExactly(0);
    assertThatThrownBy(() -> interpreter.values(inputs, ParamValues.none(), List.of(new Value(1, 0))))
        .hasMessage("`magic` cannot be evaluated: Nacre does not know the operation `com.x:Magic`");
    assertThatThrownBy(() -> interpreter.values(inputs, ParamValues.none(), List.of(new Value(3, 0))))
        .hasMessage("`wrong` cannot be evaluated: it is in error");
  }

  @Test
  @DisplayName("any value can be asked for, and is the one that the outputs were computed from")
  void valuesAgreeWithTheListener() {
    for (long seed = 0; seed < 40; seed++) {
      Graph graph = RandomGraphs.graph(seed, 12);
      Map<String, Tensor> inputs = RandomValues.inputs(graph, seed, Map.of("N", 1 + seed % 3));
      ParamValues params = ParamValues.byPath(RandomValues.params(graph, seed));
      Set<Value> all = new HashSet<>(graph.nodes().stream().flatMap(InterpreterTest::results).toList());
      Map<Value, Tensor> values = new Interpreter(graph).values(inputs, params, all);
      assertThat(values.keySet()).isEqualTo(all);
      new Interpreter(graph).run(inputs, params,
          (node, results) -> assertThat(results).isEqualTo(results(node).map(values::get).toList()));
    }
  }

  private static Stream<Value> results(Node node) {
    return IntStream.range(0, node.types().size()).mapToObj(node::value);
  }
}
