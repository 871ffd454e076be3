package nacre.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import nacre.ir.Graph;
import nacre.ir.Value;
import nacre.source.InputException;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pipelines as people write them. */
class PipelineTest {
  @Test
  @DisplayName("the text of a pipeline is the pipeline, so that a reproducer can name it")
  void printsAndParses() {
    assertThat(Pipeline.parse(Pipeline.STANDARD.toString())).isEqualTo(Pipeline.STANDARD);
    assertThat(Pipeline.parse(" fold-scale-shift ,fold-constants, fold-scale-shift").toString())
        .isEqualTo("fold-scale-shift, fold-constants, fold-scale-shift");
    assertThat(Pipeline.parse(" ").passes()).isEmpty();
  }

  @Test
  @DisplayName("a pass that exists runs by default: one that is forgotten in the standard pipeline would never run")
  void standardHasAll() {
    assertThat(Stream.of(Pipeline.STANDARD, Pipeline.LEGALIZE).flatMap(some -> some.passes().stream()))
        .containsAll(Passes.all());
    assertThat(Passes.names()).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("a name that no pass has is refused with the nearest one and all there are")
  void unknown() {
    assertThatThrownBy(() -> Pipeline.parse("fold-scale-shift, fuse-activatoin")).isInstanceOf(InputException.class)
        .hasMessageContaining("no pass `fuse-activatoin`").hasMessageContaining("did you mean `fuse-activation`?")
        .hasMessageContaining("passes are eliminate-dead-code, ");
    assertThatThrownBy(() -> Pipeline.parse("fold-constants,,")).hasMessageContaining("no pass ``");
    assertThatThrownBy(() -> PrintIr.after("chnage", System.out)).hasMessageContaining("no pass `chnage`");
  }

  @Test
  @DisplayName("the IR is printed after the pass that was asked for, or after those that change something")
  void printIr() {
    assertThat(printed("eliminate-identity")).contains("# after eliminate-identity\n").doesNotContain("fold-constants")
        .doesNotContain("identity(");
    assertThat(printed("fold-constants")).contains("# after fold-constants, which changed nothing");
    assertThat(printed("change")).contains("# after eliminate-identity\n").doesNotContain("fold-constants");
  }

  private static String printed(String when) {
    Net net = new Net();
    Value x = net.input("x", 3);
    Graph graph = net.outputs(net.call("tanh", net.call("identity", x)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PassListener listener = PrintIr.after(when, new PrintStream(out, true, StandardCharsets.UTF_8));
    new PassManager(PassOptions.standard().listening(listener)).run(graph,
        Pipeline.parse("fold-constants, eliminate-identity"));
    return out.toString(StandardCharsets.UTF_8);
  }
}
