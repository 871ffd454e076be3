package nacre.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import nacre.testing.Net;
import nacre.testing.RandomGraphs;
import nacre.testing.RandomValues;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is said of values holds for every element that is ever computed. */
class IntervalsTest {
  private static final double ROUNDING = 1e-12;

  @Test
  @DisplayName("on drawn graphs no element lies outside, and not everything is left open")
  void holds() {
    int bounded = 0;
    for (long seed = 0; seed < 150; seed++) {
      Graph graph = RandomGraphs.graph(seed, 24);
      Intervals intervals = new Analyses(graph).intervals();
      Map<String, Long> symbols = new HashMap<>();
      graph.symbols().bounds().keySet().forEach(symbol -> symbols.put(symbol, 2L));
      List<Value> values = graph.nodes().stream().map(node -> node.value()).toList();
      Map<Value, Tensor> found = new Interpreter(graph).values(RandomValues.inputs(graph, seed, symbols),
          ParamValues.byPath(RandomValues.params(graph, seed)), values);
      for (Value value : values) {
        holds(graph, value, intervals.of(value), found.get(value));
        bounded += intervals.of(value).equals(Interval.ANY) ? 0 : 1;
      }
    }
    assertThat(bounded).isGreaterThan(200);
  }

  private static void holds(Graph graph, Value value, Interval interval, Tensor tensor) {
    for (int i = 0; i < tensor.elements(); i++) {
      double element = tensor.real(i);
      double slack = ROUNDING * Math.abs(element);
      boolean inside = Double.isNaN(element) || element >= interval.low() - slack && element <= interval.high() + slack;
      assertThat(inside).as("%s is %s, but said to be in %s", graph.producer(value).path(), element, interval).isTrue();
    }
  }

  @Test
  @DisplayName("a pool behind a ReLU is not negative, behind a sum of both signs it may be; averages with padding see 0")
  void signs() {
    Net net = new Net();
    Value x = net.input("x", 4, 6, 6);
    Value relu = net.call("relu", x);
    Value pool = net.call("max_pool2d", relu, "kernel", 3, "padding", 1);
    Value negative = net.call("sub",
        List.of(net.call("sigmoid", x), net.call("softmax", net.call("add", List.of(relu, pool6(net, relu))))));
    Value clip = net.call("clip", x, "low", 2.0, "high", 3.0);
    Value average = net.call("average_pool2d", clip, "kernel", 3, "padding", 1);
    Value conv = net.call("conv2d", relu, "filters", 2, "kernel", 1);
    Graph graph = net.outputs(pool, negative, average, conv);
    Intervals intervals = new Analyses(graph).intervals();
    assertThat(intervals.of(pool).isNonNegative()).isTrue();
    assertThat(intervals.of(negative)).isEqualTo(new Interval(-1, 1));
    assertThat(intervals.of(average)).isEqualTo(new Interval(0, 3));
    assertThat(intervals.of(conv)).isEqualTo(Interval.ANY);
    assertThat(intervals.of(x)).isEqualTo(Interval.ANY);
  }

  @Test
  @DisplayName("corners: both factors negative, a slope that falls")
  void corners() {
    Net net = new Net();
    Value x = net.input("x", 4, 6, 6);
    Value product = net.call("mul",
        List.of(net.call("clip", x, "low", -3.0, "high", -2.0), net.call("clip", x, "low", -2.0, "high", -1.0)));
    Value falling = net.call("leaky_relu", net.call("tanh", x), "alpha", -0.5);
    Graph graph = net.outputs(product, falling);
    Intervals intervals = new Analyses(graph).intervals();
    assertThat(intervals.of(product)).isEqualTo(new Interval(2, 6));
    assertThat(intervals.of(falling)).isEqualTo(Interval.ANY);
  }

  @Test
  @DisplayName("a window with holes may see nothing but the border of a picture of unknown size: the maximum of nothing")
  void blindWindow() {
    Graph graph = IrParser.parse("""
        graph Net {
          symbol N
          symbol H
          %0 x = input: f32[N, 2, H, H]
          %1 sigmoid = sigmoid(%0): f32[N, 2, H, H]
          %2 pool = max_pool2d(%1) kernel=[2, 2] stride=[1, 1] padding=[[1, 1], [1, 1]] dilation=[2, 2] ceil=false axis=1: f32[N, 2, H, H]
          input x = %0
          output y = %2
        }
        """);
    assertThat(new Analyses(graph).intervals().of(graph.node(2).value())).isEqualTo(Interval.ANY);
  }

  private static Value pool6(Net net, Value x) {
    return net.call("max_pool2d", x, "kernel", 3, "stride", 1, "padding", 1);
  }
}
