package nacre.syntax.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nacre.source.Diagnostic;
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
  @DisplayName("a hundred blocks in one another are fine; more are refused with what helps, not with what helps elsewhere")
  void towerOfBlocks() {
    assertThat(tower(100, "x -> B%d").models()).hasSize(1);
    assertThat(reporter.diagnostics()).isEmpty();
    tower(1000, "x -> B%d");
    assertThat(reporter.diagnostics()).hasSize(1).first().extracting(Diagnostic::message).asString()
        .contains("blocks call blocks").contains("pipe what a block returns into the next one");
  }

  @ParameterizedTest
  @DisplayName("whatever stands in one another, half a megabyte of stack is enough to find that it is too much")
  @ValueSource(strings = {"relu(%s)", "if true { %s } else { x }", "(%s, 1)[0]", "1 * (%s)", "-(%s)", "[%s][0]",
    "(x -> relu) + (%s)", "max(%s)"})
  void smallStack(String around) {
    String inner = "B%d(x)";
    for (int i = 0; i < 50; i++) {
      inner = around.formatted(inner);
    }
    String body = inner;
    Throwable[] failure = new Throwable[1];
    Thread thread = new Thread(null, () -> tower(60, body), "small stack", 512 << 10);
    thread.setUncaughtExceptionHandler((_, e) -> failure[0] = e);
    thread.start();
    assertThatCode(thread::join).doesNotThrowAnyException();
    assertThat(failure[0]).isNull();
    assertThat(reporter.diagnostics()).isNotEmpty();
  }

  /** @param body of each block, with a place for the number of the block that it calls */
  private Resolution tower(int height, String body) {
    String blocks =
        IntStream.range(0, height).mapToObj(i -> "block B%d(x) { %s }\n".formatted(i, body.formatted(i + 1)))
            .collect(Collectors.joining());
    return resolve(blocks + "block B%d(x) { x -> relu }\n".formatted(height)
        + "model M {\n  input x: f32[N, 3]\n  output y = x -> B0\n}\n");
  }

  @Test
  @DisplayName("a number of turns or branches that only an expansion finds out ends it in time, wherever it happens")
  void unforeseen() {
    String blocks = IntStream.range(0, 40)
        .mapToObj(i -> "block B%d(x, k: int) { if k > 0 { x -> B%d(k - 1) -> B%d(k - 1) } else { x } }\n".formatted(i,
            i + 1, i + 1))
        .collect(Collectors.joining());
    resolve(blocks + "block B40(x, k: int) { x }\nmodel M {\n  input x: f32[N, 3]\n  output y = x -> B0(60)\n}\n");
    assertThat(reporter.diagnostics()).hasSize(1).first().extracting(Diagnostic::message).asString()
        .contains("more than 400,000 block calls and loop turns");
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
