package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import nacre.codegen.Step;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands above each kernel call: the op as one would write it, without what is a default. */
class StepTextTest {
  @TempDir
  Path folder;

  private List<String> steps(String input, String expression) {
    LoadedModel model = ModelTexts.model(folder,
        "nacre 1\n\nmodel Net {\n  input x: " + input + "\n  output y = x -> " + expression + "\n}\n");
    return Compiler.compile(model, Pipeline.STANDARD, PassOptions.standard(), new Seeding(1, Seeding.Scheme.INITIAL))
        .planned().plan().steps().stream().map(Step::ir).toList();
  }

  @Test
  @DisplayName("sizes and what must be said come in order, the rest by name, and equal numbers of all axes once")
  void settings() {
    assertThat(steps("f32[N, 4, 9, 9]", "conv2d(6, 3, stride=2, padding=1, groups=2) -> leaky_relu(0.2)"))
        .containsExactly(
            "%1 = conv2d(%0, 6, 3, stride=2, padding=1, groups=2) + leaky_relu(alpha=0.2): f32[N, 6, 5, 5]");
    assertThat(steps("f32[N, 4, 9, 9]", "conv2d(6, (3, 1), padding=((1, 0), (0, 0))) -> max_pool2d((2, 3), padding=1)"))
        .containsExactly("%1 = conv2d(%0, 6, [3, 1], padding=[[1, 0], [0, 0]]): f32[N, 6, 8, 9]",
            "%2 = max_pool2d(%1, [2, 3], padding=1): f32[N, 6, 5, 3]");
    assertThat(steps("f32[N, 4, 3]", "softmax(axis=1) -> clip(-1, 1)")).containsExactly(
        "%1 = softmax(%0, axis=1): f32[N, 4, 3]", "%2 = clip(%1, -1.0, 1.0): f32[N, 4, 3]");
  }

  @Test
  @DisplayName("defaults are left out, and the axis of channels is said where they are not the first")
  void defaults() {
    assertThat(steps("f32[N, 4, 9, 9]", "conv2d(6, 3, stride=1, padding=0) -> global_average_pool2d -> softmax"))
        .containsExactly("%1 = conv2d(%0, 6, 3): f32[N, 6, 7, 7]", "%2 = global_average_pool2d(%1): f32[N, 6]",
            "%3 = softmax(%2): f32[N, 6]");
    assertThat(steps("f32[N, 9, 9, 4] nhwc", "max_pool2d(3)"))
        .contains("%1 = max_pool2d(%0, 3, axis=3): f32[N, 3, 3, 4]");
  }

  @Test
  @DisplayName("an input that is a constant is a number, or has the name of what it comes from; weights have no word")
  void constants() {
    assertThat(steps("i64[N, 6]", "embedding(9, 4) as table -> mul(2.5)")).containsExactly(
        "%1 = gather(table.weight, %0): f32[N, 6, 4]", "%3 = mul(%1, 2.5): f32[N, 6, 4]");
    assertThat(steps("f32[N, 6]", "dense(3, bias=false)")).containsExactly("%1 = dense(%0, 3): f32[N, 3]");
  }

  @Test
  @DisplayName("a walk over several functions says one line for each")
  void chains() {
    assertThat(steps("f32[N, 6]", "sigmoid -> exp -> clip(0, 2)")).containsExactly(
        "%1 = sigmoid(%0): f32[N, 6]\n%2 = exp(%1): f32[N, 6]\n%3 = clip(%2, 0.0, 2.0): f32[N, 6]");
  }
}
