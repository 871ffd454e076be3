package nacre.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.Value;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who reads what, and what matters to whom. */
class UsesTest {
  @Test
  @DisplayName("every operand position and every output is one use; parameters have uses too")
  void uses() {
    Net net = new Net();
    Value x = net.input("x", 3);
    Value dense = net.layer("shared").call("dense", x, "units", 3);
    Value again = net.layer("shared").call("dense", dense, "units", 3);
    Value sum = net.call("add", List.of(again, again));
    Graph graph = net.outputs(sum, again);
    Uses uses = new Analyses(graph).uses();
    assertThat(uses.of(again)).containsExactly(new Uses.ByNode(sum.node(), 0), new Uses.ByNode(sum.node(), 1),
        new Uses.ByOutput(1));
    assertThat(uses.sole(dense)).contains(new Uses.ByNode(again.node(), 0));
    assertThat(uses.sole(again)).isEmpty();
    assertThat(uses.sole(sum)).as("an output is no node").isEmpty();
    assertThat(uses.ofParam(0)).containsExactly(new Uses.ByNode(dense.node(), 1), new Uses.ByNode(again.node(), 1));
    assertThat(uses.isUnused(graph.node(sum.node()))).isFalse();
  }

  @Test
  @DisplayName("dead code is neither reached nor live; what an unknown operation reads is live, but reached by no output")
  void reachability() {
    Graph graph = IrParser.parse("""
        graph Net {
          %0 x = input: f32[2]
          %1 a = relu(%0): f32[2]
          %2 dead = tanh(%1): f32[2]
          %3 b = sigmoid(%0): f32[2]
          %4 log = opaque(%3) domain="d" name="Log" version=1 attributes={} regions=[]: opaque
          input x = %0
          output y = %1
        }
        """);
    Reachability reachability = new Analyses(graph).reachability();
    assertThat(graph.nodes().stream().map(node -> reachability.isReached(node.id())))
        .containsExactly(true, true, false, false, false);
    assertThat(graph.nodes().stream().map(node -> reachability.isLive(node.id())))
        .containsExactly(true, true, false, true, true);
    assertThat(new Analyses(graph).uses().isUnused(graph.node(2))).isTrue();
  }

  @Test
  @DisplayName("what depends on parameters is constant, unless of unknown extent; what depends on constants alone is known")
  void constness() {
    Graph graph = IrParser.parse("""
        graph Net {
          symbol N
          param $w: f32[2] own = zeros
          param $wide: f32[N] own = zeros
          %0 x = input: f32[N, 2]
          %1 a = constant {1.0, 2.0}: f32[2]
          %2 b = add(%1, %1): f32[2]
          %3 c = mul(%2, $w): f32[2]
          %4 d = add(%0, %3): f32[N, 2]
          %5 e = relu($wide): f32[N]
          input x = %0
          output y = %4
        }
        """);
    Analyses analyses = new Analyses(graph);
    assertThat(graph.nodes().stream().map(node -> analyses.constness().isConstant(node.value())))
        .containsExactly(false, true, true, true, false, false);
    assertThat(graph.nodes().stream().map(node -> analyses.constness().isKnown(node.id())))
        .containsExactly(false, true, true, false, false, false);
    assertThat(analyses.known().of(graph.node(2).value()).orElseThrow().toReals()).containsExactly(2, 4);
    assertThat(analyses.known().of(graph.node(3).value())).isEmpty();
  }

  @Test
  @DisplayName("costs add up with symbols, and a shared parameter counts once")
  void costs() {
    Net net = new Net();
    Value x = net.input("x", 3);
    Value dense = net.layer("shared").call("dense", x, "units", 3);
    Value again = net.layer("shared").call("dense", dense, "units", 3);
    Costs costs = new Analyses(net.outputs(again)).costs();
    assertThat(costs.of(dense.node()).macs()).hasToString("9*N");
    assertThat(costs.of(dense.node()).activationBytes()).hasToString("12*N");
    assertThat(costs.total().macs()).hasToString("18*N");
    assertThat(costs.total().params()).as("9 weights and 3 biases").hasToString("12");
  }
}
