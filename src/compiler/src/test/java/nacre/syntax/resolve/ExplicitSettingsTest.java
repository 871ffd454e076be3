package nacre.syntax.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import nacre.source.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Numbers that calls leave to defaults, written out. */
class ExplicitSettingsTest {
  @Test
  @DisplayName("only numbers, only where nothing is said, and only for what is an op there")
  void writesNumbersOut() {
    String text = """
        nacre 1
        block dropout(x) { x }
        block B(x, leaky_relu: block) { x -> batch_norm -> leaky_relu -> dropout }
        model M {
          input x: f32[N, 3]
          layer norm = batch_norm(epsilon=1e-3)
          y = batch_norm(x, momentum=0.99) -> relu6 -> norm
          output z = y -> B(tanh) -> batch_norm(-1, 1e-3, 0.5)
        }
        """;
    String explicit = ExplicitSettings.apply(Source.of("m.nacre", text)).text();
    assertThat(explicit).contains("x -> batch_norm(epsilon=1.0E-5, momentum=0.9) -> leaky_relu -> dropout }")
        .contains("layer norm = batch_norm(epsilon=1e-3, momentum=0.9)")
        .contains("y = batch_norm(x, momentum=0.99, epsilon=1.0E-5) -> relu6 -> norm")
        .contains("B(tanh) -> batch_norm(-1, 1e-3, 0.5)");
    assertThat(ExplicitSettings.apply(Source.of("m.nacre", explicit)).text()).isEqualTo(explicit);
  }

  @Test
  @DisplayName("an op that is handed to a block starts with its settings, and is left as it is")
  void leavesHandedInOpsAlone() {
    String text = """
        nacre 1
        use "more.nacre" as more
        block A(x, n: int = 3, act: block = leaky_relu(0.3), more: [block] = [leaky_relu(0.4)]) {
          if act == leaky_relu(0.5) { x -> act } else { leaky_relu(x) -> more.Act(leaky_relu(0.6)) }
        }
        model M {
          input x: f32[N, 3]
          layer b = A(4, if 1 == 2 { leaky_relu(0.1) } else { relu })
          y = x -> A(4, act=leaky_relu(0.1)) -> A(4, leaky_relu(0.2), [leaky_relu(0.7), relu]) -> b
          output z = A(leaky_relu(y))
        }
        """;
    String explicit = ExplicitSettings.apply(Source.of("m.nacre", text)).text();
    assertThat(explicit).isEqualTo(text.replace("leaky_relu(x)", "leaky_relu(x, alpha=0.01)").replace("leaky_relu(y)",
        "leaky_relu(y, alpha=0.01)"));
  }

  @Test
  @DisplayName("a text with syntax errors is left alone")
  void leavesBrokenTextsAlone() {
    Source broken = Source.of("m.nacre", "nacre 1\nmodel M { x -> batch_norm( }\n");
    assertThat(ExplicitSettings.apply(broken)).isSameAs(broken);
  }
}
