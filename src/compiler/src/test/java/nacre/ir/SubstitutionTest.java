package nacre.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import nacre.testing.RandomGraphs;
import nacre.testing.RandomValues;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubstitutionTest {
  private static final Graph GRAPH = IrParser.parse("""
      graph G {
        symbol N <= 4
        symbol H
        %0 x = input: f32[N, 1, H, 8]
        %1 pool = max_pool2d(%0) kernel=[3, 3] stride=[2, 2] padding=[[0, 0], [0, 0]] dilation=[1, 1] ceil=false axis=1: f32[N, 1, (H - 1)//2, 3]
        %2 flat = reshape(%1) shape=[N, ?]: f32[N, 3*((H - 1)//2)]
        input x = %0
        output y = %2
      }
      """);

  @Test
  @DisplayName("numbers reach types and settings; other symbols stay")
  void substitute() {
    assertThat(IrPrinter.print(GRAPH.substitute(Map.of("H", 7L)))).isEqualTo("""
        graph G {
          symbol N <= 4
          %0 x = input: f32[N, 1, 7, 8]
          %1 pool = max_pool2d(%0) kernel=[3, 3] stride=[2, 2] padding=[[0, 0], [0, 0]] dilation=[1, 1] ceil=false axis=1: f32[N, 1, 3, 3]
          %2 flat = reshape(%1) shape=[N, ?]: f32[N, 9]
          input x = %0
          output y = %2
        }
        """);
    assertThat(GRAPH.substitute(Map.of("H", 7L, "N", 2L)).node(2).op().toString()).contains("2");
  }

  @Test
  @DisplayName("a number that cannot be is refused")
  void refused() {
    assertThatThrownBy(() -> GRAPH.substitute(Map.of("N", 5L))).hasMessage("`N`: found 5, required 0 to 4");
    assertThatThrownBy(() -> GRAPH.substitute(Map.of("W", 5L))).hasMessage("`G` has no symbol `W`, found N, H");
    assertThatThrownBy(() -> GRAPH.substitute(Map.of("H", 2L)))
        .hasMessage("`pool` cannot have {H=2}: found an extent of 2 "
            + "on axis 2 of f32[N, 1, 2, 8], required at least 3 for a window of 3");
  }

  @Test
  @DisplayName("a graph of a fixed size means what the symbolic one means at that size")
  void sameMeaning() {
    for (long seed = 0; seed < 30; seed++) {
      Graph graph = RandomGraphs.graph(seed, 12);
      Map<String, Long> three = Map.of("N", 3L);
      Map<String, Tensor> inputs = RandomValues.inputs(graph, seed, three);
      ParamValues params = ParamValues.byPath(RandomValues.params(graph, seed));
      Graph fixed = graph.substitute(three);
      assertThat(Verifier.violations(fixed)).isEmpty();
      assertThat(new Interpreter(fixed).run(inputs, params)).isEqualTo(new Interpreter(graph).run(inputs, params));
    }
  }
}
