package nacre.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nacre.analysis.ShiftPaths.Absorbed;
import nacre.analysis.ShiftPaths.Escapes;
import nacre.analysis.ShiftPaths.Fate;
import nacre.analysis.ShiftPaths.Reason;
import nacre.ir.Graph;
import nacre.ir.Phase;
import nacre.ir.Value;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A constant per channel is absorbed only if every single way ends at a batch norm over that channel. */
class ShiftPathsTest {
  private final Net net = new Net();
  private final Value x = net.input("x", 4, 4, 4);
  private final Value conv = net.call("conv2d", x, "filters", 4, "kernel", 1);

  private Fate fate(Phase phase, Value... outputs) {
    Graph graph = net.outputs(outputs);
    return new Analyses(graph).shifts(phase).ofBias(graph.node(conv.node())).orElseThrow();
  }

  private static Fate into(Value norm, long times) {
    return new Absorbed(new TreeMap<>(Map.of(norm.node(), times)));
  }

  @Test
  @DisplayName("through pools and sums into one batch norm, counted as often as it arrives")
  void arrives() {
    Value sum = net.call("add", List.of(conv, conv));
    Value pooled = net.call("max_pool2d", net.call("add", List.of(sum, conv)), "kernel", 2);
    Value norm = net.call("batch_norm", pooled);
    assertThat(fate(Phase.TRAINING, norm)).isEqualTo(into(norm, 3));
  }

  @Test
  @DisplayName("into two batch norms; a reader that nobody reads does not count")
  void severalNorms() {
    Value first = net.call("batch_norm", conv);
    Value second = net.call("batch_norm", conv);
    net.call("identity", conv);
    assertThat(fate(Phase.TRAINING, first, second))
        .isEqualTo(new Absorbed(new TreeMap<>(Map.of(first.node(), 1L, second.node(), 1L))));
  }

  @Test
  @DisplayName("a second reader that sees it, however far behind, an output, another axis")
  void escapes() {
    Value norm = net.call("batch_norm", conv);
    Value relu = net.call("relu", net.call("identity", conv));
    assertThat(fate(Phase.TRAINING, norm, relu)).isEqualTo(new Escapes(Reason.NOT_PRESERVED, relu.node()));
  }

  @Test
  @DisplayName("an output shows the constant, also behind a pool")
  void output() {
    Value pool = net.call("max_pool2d", conv, "kernel", 2);
    Value norm = net.call("batch_norm", pool);
    assertThat(fate(Phase.TRAINING, norm, pool)).isEqualTo(new Escapes(Reason.GRAPH_OUTPUT, pool.node()));
  }

  @Test
  @DisplayName("equal extents do not make it the same axis")
  void otherAxis() {
    Value turned = net.call("transpose", conv, "permutation", List.of(0, 2, 1, 3));
    Value norm = net.call("batch_norm", turned, "axis", 1);
    assertThat(fate(Phase.TRAINING, norm)).isEqualTo(new Escapes(Reason.OTHER_AXIS, norm.node()));
  }

  @Test
  @DisplayName("dropout hands a constant on at inference and tears it apart while training")
  void phase() {
    Value dropout = net.call("dropout", conv);
    Value norm = net.call("batch_norm", dropout);
    assertThat(fate(Phase.TRAINING, norm)).isEqualTo(new Escapes(Reason.NOT_PRESERVED, dropout.node()));
    assertThat(fate(Phase.INFERENCE, norm)).isEqualTo(into(norm, 1));
  }

  @Test
  @DisplayName("a path of 100,000 nodes, each sum doubling what arrives, is no problem")
  void deep() {
    Value at = conv;
    for (int i = 0; i < 50_000; i++) {
      at = net.call("identity", at);
      at = i < 1000 ? net.call("add", List.of(at, at)) : net.call("identity", at);
    }
    Value norm = net.call("batch_norm", at);
    assertThat(fate(Phase.INFERENCE, norm)).isEqualTo(into(norm, Long.MAX_VALUE));
  }
}
