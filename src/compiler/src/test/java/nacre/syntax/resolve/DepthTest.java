package nacre.syntax.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nacre.source.Reporter;
import nacre.source.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that nest or repeat more than a person would write get a graph or a located error, never a stack overflow. */
class DepthTest {
  private static final int LAYERS = 10_000;

  private final Reporter reporter = new Reporter();

  @ParameterizedTest
  @ValueSource(ints = {100, 150, 199})
  @DisplayName("nested calls, as deep as the parser lets through")
  void nestedCalls(int depth) {
    expectGraphOrLimit("output y = " + "relu(".repeat(depth) + "x" + ")".repeat(depth));
  }

  @Test
  @DisplayName("nested branches and loops, as deep as the parser lets through")
  void nestedBodies() {
    expectGraphOrLimit("a = " + "if true { ".repeat(60) + "x" + " } else { x }".repeat(60) + "\n  output y = a");
    String loops = IntStream.range(0, 150).mapToObj("repeat 1 as a%d { "::formatted).collect(Collectors.joining());
    expectGraphOrLimit(loops + "x = x -> relu" + " }".repeat(150) + "\n  output y = x");
  }

  @Test
  @DisplayName("a thousand blocks, each of which calls the next one deep inside an expression")
  void chainOfBlocks() {
    String blocks =
        IntStream.range(0, 1000).mapToObj(i -> "block B%d(x) { %sB%d(x)%s }\n".formatted(i, "relu(".repeat(100), i + 1,
            ")".repeat(100))).collect(Collectors.joining());
    resolve(blocks + "block B1000(x) { x }\nmodel M {\n  input x: f32[N, 3]\n  output y = x -> B0\n}\n");
    assertThat(reporter.diagnostics()).hasSize(1).allMatch(d -> d.id().equals("expansion-limit"));
  }

  @Test
  @DisplayName("a thousand blocks that call each other in a circle")
  void circleOfBlocks() {
    String blocks = IntStream.range(0, 1000).mapToObj(i -> "block B%d(x) { x -> B%d }\n".formatted(i, (i + 1) % 1000))
        .collect(Collectors.joining());
    resolve(blocks + "model M {\n  input x: f32[N, 3]\n  output y = x -> B0\n}\n");
    assertThat(reporter.diagnostics()).hasSize(1).allMatch(d -> d.id().equals("recursion"));
  }

  @Test
  @DisplayName("ten thousand layers written out, in statements and in one pipe, and the same through a loop")
  void manyLayers() {
    String statements = IntStream.range(0, LAYERS).mapToObj(i -> "  x = x -> dense(3)\n").collect(Collectors.joining());
    assertThat(nodes("  input x: f32[N, 3]\n" + statements + "  output y = x")).isEqualTo(LAYERS + 1);
    assertThat(nodes("  input x: f32[N, 3]\n  output y = x" + "\n    -> dense(3)".repeat(LAYERS)))
        .isEqualTo(LAYERS + 1);
    assertThat(nodes("  input x: f32[N, 3]\n  repeat " + LAYERS + " as turn { x = x -> dense(3) }\n  output y = x"))
        .isEqualTo(LAYERS + 1);
  }

  private int nodes(String body) {
    return resolve("nacre 1\nmodel M {\n" + body + "\n}\n").models().getFirst().graph().nodes().size();
  }

  private void expectGraphOrLimit(String body) {
    Resolution resolution = resolve("model M {\n  input x: f32[N, 3]\n  " + body + "\n}\n");
    boolean limited =
        reporter.diagnostics().stream().allMatch(d -> d.id().equals("expansion-limit") && d.span().isPresent());
    assertThat(resolution.models().size() == 1 || limited && reporter.hasErrors()).isTrue();
    assertThat(limited).isTrue();
  }

  private Resolution resolve(String text) {
    String whole = text.startsWith("nacre") ? text : "nacre 1\n" + text;
    return Resolver.resolve(Source.of("deep.nacre", whole), new DiskFiles(), ResolveOptions.none(), reporter);
  }
}
