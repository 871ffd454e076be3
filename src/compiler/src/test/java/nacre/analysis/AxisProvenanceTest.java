package nacre.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import nacre.analysis.AxisProvenance.Origin;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.Node;
import nacre.ir.Value;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Axes are followed by what ops do with them; all extents here are 4, so extents say nothing. */
class AxisProvenanceTest {
  private final Net net = new Net();
  private final Value x = net.input("x", 4, 4, 4);

  private static List<Origin> origins(Graph graph, Value value) {
    AxisProvenance axes = new Analyses(graph).axes();
    return List.of(0, 1, 2, 3).stream().map(axis -> axes.origin(value, axis).orElseThrow()).toList();
  }

  @Test
  @DisplayName("a convolution makes its channels and hands the batch on; a transpose makes nothing")
  void originsThroughConvAndTranspose() {
    Value conv = net.call("conv2d", x, "filters", 4, "kernel", 1);
    Value moved = net.call("transpose", net.call("relu", conv), "permutation", List.of(0, 2, 3, 1));
    Graph graph = net.outputs(moved);
    int c = conv.node();
    assertThat(origins(graph, moved))
        .containsExactly(new Origin(x.node(), 0), new Origin(c, 2), new Origin(c, 3), new Origin(c, 1));
  }

  @Test
  @DisplayName("a sum keeps an axis that both operands agree on, and makes a new one where they do not")
  void sums() {
    Value a = net.call("relu", x);
    Value turned = net.call("transpose", a, "permutation", List.of(0, 1, 3, 2));
    Value sum = net.call("add", List.of(a, turned));
    Graph graph = net.outputs(sum);
    int s = sum.node();
    assertThat(origins(graph, sum)).containsExactly(new Origin(x.node(), 0), new Origin(x.node(), 1), new Origin(s, 2),
        new Origin(s, 3));
  }

  @Test
  @DisplayName("steps go forth and back; a flatten of several pixels loses the channels")
  void steps() {
    Value moved = net.call("transpose", x, "permutation", List.of(0, 2, 3, 1));
    Value flat = net.call("flatten", moved);
    Graph graph = net.outputs(flat);
    AxisProvenance axes = new Analyses(graph).axes();
    Node transpose = graph.node(moved.node());
    assertThat(axes.after(transpose, 0, 1)).isEqualTo(OptionalInt.of(3));
    assertThat(axes.before(transpose, 0, 3)).isEqualTo(OptionalInt.of(1));
    assertThat(axes.before(graph.node(flat.node()), 0, 0)).isEqualTo(OptionalInt.of(0));
    assertThat(axes.before(graph.node(flat.node()), 0, 1)).isEmpty();
    assertThat(axes.origin(flat, 1)).contains(new Origin(flat.node(), 1));
  }

  @Test
  @DisplayName("weights have no say: what is added to every element alike does not make new axes")
  void weights() {
    Graph graph = IrParser.parse("""
        graph Net {
          param $w: f32[4, 4] own = zeros
          %0 x = input: f32[4, 4]
          %1 w = tanh($w): f32[4, 4]
          %2 sum = add(%0, %1): f32[4, 4]
          input x = %0
          output y = %2
        }
        """);
    AxisProvenance axes = new Analyses(graph).axes();
    assertThat(axes.origin(graph.node(2).value(), 0)).contains(new Origin(0, 0));
    assertThat(axes.origin(graph.node(2).value(), 1)).contains(new Origin(0, 1));
  }

  @Test
  @DisplayName("what is said of a layer's first result is not said of its second one")
  void severalResults() {
    Graph graph = IrParser.parse("""
        graph Net {
          symbol N
          param $ih: f32[3, 2] weight = he_uniform
          param $hh: f32[3, 3] weight = he_uniform
          %0 x = input: f32[N, 4, 2]
          %1 rnn = rnn(%0, _, $ih, $hh, _, _, _, _, _, _) direction=forward batch_first=true nonlinearity=tanh: \
        (f32[N, 4, 3], f32[1, N, 3])
          input x = %0
          output y = %1
          output h = %1.1
        }
        """);
    AxisProvenance axes = new Analyses(graph).axes();
    assertThat(axes.origin(new Value(1, 0), 0)).contains(new Origin(0, 0));
    assertThat(axes.origin(new Value(1, 1), 0)).isEmpty();
  }
}
