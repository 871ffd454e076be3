package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Output;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.kernels.call.Chain;
import nacre.kernels.call.ChainReduce;
import nacre.kernels.call.Extent;
import nacre.kernels.run.Space;
import nacre.passes.PassManager;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.testing.Net;
import nacre.testing.RandomChains;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elementwise functions that one walk computes: which are joined, and that no bit of any result depends on it. */
class EmittedChainsTest {
  private static final int GRAPHS = 15;

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {0, 100, 200, 300})
  @DisplayName("drawn functions against the reference, and bit by bit against the same graph with every value in memory")
  void drawn(long first) {
    long chains = 0;
    for (long seed = first; seed < first + GRAPHS; seed++) {
      Graph graph = RandomChains.graph(seed, 5 + (int) (seed % 17));
      Emission joined = Emission.of(graph, seed);
      Emission apart = Emission.of(everythingShown(graph), seed);
      Emission checked = seed % 3 == 0 ? joined.checkScalar() : joined.check();
      chains += chains(checked);
      assertThat(chains(apart)).as("seed %d", seed).isZero();
      Map<String, Tensor> inputs = joined.inputs(3);
      Map<String, Tensor> every = apart.model().run(inputs);
      joined.model().run(inputs).forEach((name, found) -> {
        if (!name.equals("folded")) { // sums may be cut elsewhere
          assertThat(found).as(name).isEqualTo(every.get(name));
        }
      });
    }
    assertThat(chains).as("a test of chains needs some").isGreaterThan(GRAPHS / 2);
  }

  /** What an output shows has a place, so nothing is joined. */
  private static Graph everythingShown(Graph graph) {
    List<Output> outputs = new ArrayList<>(graph.outputs());
    for (Node node : graph.nodes()) {
      if (graph.inputs().stream().noneMatch(input -> input.value().equals(node.value()))) {
        outputs.add(new Output("shown" + node.id(), node.value(), List.of(), OptionalInt.empty(), Location.NONE));
      }
    }
    return new Graph(graph.name(), graph.inputs(), outputs, graph.nodes(), graph.params(), graph.layers(),
        graph.symbols(), graph.weights(), graph.training());
  }

  private static long chains(Emission emission) {
    return emission.model().plan().steps().stream()
        .filter(step -> step.call() instanceof Chain || step.call() instanceof ChainReduce).count();
  }

  private static Emission emission(Graph graph) {
    return Emission.of(new PassManager(PassOptions.standard()).run(graph, Pipeline.LEGALIZE).graph());
  }

  @Test
  @DisplayName("a gated sum is one step without places for what lies between; the input is read once though used twice")
  void gate() {
    Net net = new Net();
    Value x = net.input("x", 40);
    Value y = net.call("tanh", net.call("mul", List.of(x, net.call("sigmoid", x))));
    Emission emission = emission(net.outputs(net.call("add", List.of(y, x)))).check().checkScalar();
    assertThat(emission.kernels()).isEqualTo("Chain");
    assertThat(emission.model().plan().steps().getFirst().call().toJava()).isEqualTo(
        "chain(1).then(Function.IDENTITY, 0).curve(Curve.SIGMOID).then(Function.MUL, 0, 1).curve(Curve.TANH)"
            + ".then(Function.ADD, 2, 0).over(perImage(40), fixed(1), fixed(1))");
    assertThat(emission.model().plan().slots()).hasSize(2);
  }

  @Test
  @DisplayName("a walk has so many functions and operands and no more, so that code and scratch memory stay small")
  void limits() {
    Net net = new Net();
    Value x = net.input("x", 9);
    for (int i = 0; i < 40; i++) {
      x = net.call("tanh", x);
    }
    assertThat(emission(net.outputs(x)).check().kernels()).isEqualTo("Chain Chain Chain");
    Net sums = new Net();
    Value sum = sums.input("x0", 9);
    for (int i = 1; i < 11; i++) {
      sum = sums.call("add", List.of(sum, sums.input("x" + i, 9)));
    }
    assertThat(emission(sums.outputs(sum)).check().kernels()).isEqualTo("Chain Chain");
  }

  @Test
  @DisplayName("what an output shows, what others read and what is stretched afterwards has a place of its own")
  void kept() {
    Net shown = new Net();
    Value tanh = shown.call("tanh", shown.input("x", 9));
    assertThat(emission(shown.outputs(shown.call("exp", tanh), tanh)).check().kernels())
        .isEqualTo("Pointwise Pointwise");
    Net read = new Net();
    Value x = read.call("tanh", read.input("x", 9));
    Value y = read.call("mul", List.of(read.call("softmax", x), x));
    assertThat(emission(read.outputs(y)).check().kernels()).isEqualTo("Pointwise Softmax Pointwise");
    Net stretched = new Net();
    Value row = stretched.call("tanh", stretched.input("row", 1));
    Value all = stretched.call("add", List.of(stretched.input("x", 9), row));
    assertThat(emission(stretched.outputs(all)).check().kernels()).isEqualTo("Pointwise Pointwise");
  }

  @Test
  @DisplayName("a sum of two that die with it is not put off: its result needs less memory while others are computed")
  void memory() {
    for (boolean sum : new boolean[] {true, false}) {
      Net net = new Net();
      Value a = net.call("softmax", net.input("a", 9));
      Value b = sum ? net.call("softmax", net.input("b", 9)) : a;
      Value early = sum ? net.call("add", List.of(a, b)) : net.call("tanh", a);
      Value late = net.call("softmax", net.call("dense", net.input("c", 9), "units", 9));
      assertThat(emission(net.outputs(net.call("sub", List.of(late, early)))).check().kernels()).isEqualTo(sum
          ? "Softmax Softmax Pointwise Gemm Softmax Pointwise"
          : "Softmax Gemm Softmax Chain");
    }
  }

  @Test
  @DisplayName("a sum of many grows while its parts come and go: to wait for all of them would take more memory")
  void runningSum() {
    Net net = new Net();
    Value x = net.input("x", 9);
    Value sum = net.call("dense", x, "units", 9);
    for (int i = 0; i < 4; i++) {
      sum = net.call("add", List.of(sum, net.call("softmax", net.call("dense", x, "units", 9))));
    }
    Emission emission = emission(net.outputs(sum)).check();
    assertThat(emission.kernels()).doesNotContain("Chain");
    assertThat(emission.model().plan().arena(Space.F32)).isEqualTo(Extent.perImage(27));
  }

  @Test
  @DisplayName("a sum of which two walks read each element is computed in both, if no two large operands must wait for that; a curve is not")
  void repeated() {
    for (int width : new int[] {1, 9}) {
      Net net = new Net();
      Value x = net.call("softmax", net.input("x", 9));
      Value less = net.call("sub", List.of(net.call("exp", x), net.call("softmax", net.input("z", width))));
      Value total = net.call("reduce_sum", net.call("mul", List.of(less, less)), "axes", 1, "keep_dims", true);
      Value y = net.call("div", List.of(less, net.call("softmax", total)));
      assertThat(emission(net.outputs(y)).check().checkScalar().kernels()).isEqualTo(width == 1
          ? "Softmax Pointwise Softmax ChainReduce Softmax Chain"
          : "Softmax Softmax Chain ChainReduce Softmax Pointwise");
    }
    Net curved = new Net();
    Value exp = curved.call("exp", curved.input("x", 9));
    Value sums = curved.call("reduce_sum", exp, "axes", 1, "keep_dims", true);
    Value share = curved.call("div", List.of(exp, curved.call("softmax", sums)));
    assertThat(emission(curved.outputs(share)).check().kernels()).isEqualTo("Pointwise Reduce Softmax Pointwise");
  }

  @Test
  @DisplayName("where one of two walks has no operand left to compute a sum too, the sum and what it reads have places")
  void repeatedOnce() {
    Net net = new Net();
    Value less = net.call("sub", List.of(net.call("exp", net.input("x", 9)), net.input("z", 9)));
    Value sum = less;
    for (int i = 0; i < Chain.MOST_READS - 1; i++) {
      sum = net.call("add", List.of(sum, net.input("a" + i, 9)));
    }
    Value product = net.call("mul", List.of(less, net.input("b", 9)));
    assertThat(emission(net.outputs(sum, product)).check().kernels()).isEqualTo("Pointwise Pointwise Chain Chain");
  }

  @Test
  @DisplayName("norms and curves that are made of others take fewer passes over memory than they have functions")
  void decomposed() {
    Net norm = new Net();
    assertThat(emission(norm.outputs(norm.call("layer_norm", norm.input("x", 5, 12)))).check().checkScalar().kernels())
        .isEqualTo("Reduce ChainReduce Pointwise Chain");
    Net swish = new Net();
    assertThat(emission(swish.outputs(swish.call("hard_swish", swish.input("x", 40)))).check().checkScalar().kernels())
        .isEqualTo("Chain");
  }
}
