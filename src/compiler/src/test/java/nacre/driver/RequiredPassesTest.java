package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.passes.MissCode;
import nacre.passes.PassOptions;
import nacre.passes.PassRun;
import nacre.passes.Passes;
import nacre.passes.Pipeline;
import nacre.passes.Remark;
import nacre.syntax.resolve.ResolveOptions;
import nacre.testing.Checkout;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Bisection needs code for every prefix of the pipeline: what no kernel computes is made computable whatever ran before. */
class RequiredPassesTest {
  @TempDir
  Path folder;

  private static Compilation compile(LoadedModel model, Pipeline pipeline, PassOptions options) {
    return Compiler.compile(model, pipeline, options, new Seeding(1, Seeding.Scheme.INITIAL));
  }

  /** All to 4, then each half as much again, and the last. */
  private static List<Integer> limits(int patches) {
    List<Integer> limits = new ArrayList<>();
    for (int limit = 0; limit < patches; limit += 1 + limit / 2) {
      limits.add(limit);
    }
    limits.add(patches);
    return limits;
  }

  @TestFactory
  @DisplayName("every example has a plan after any number of patches, after each pass alone, and after none")
  Stream<DynamicTest> examples() throws IOException {
    List<Path> texts;
    try (Stream<Path> files = Files.walk(Checkout.root().resolve("examples"))) {
      texts = files.filter(file -> file.toString().endsWith(".nacre")).sorted().toList();
    }
    return texts.stream().map(text -> DynamicTest.dynamicTest(String.valueOf(text.getFileName()), () -> {
      LoadedModel model = Compiler.load(text, ResolveOptions.none()).models().getFirst();
      int patches = compile(model, Pipeline.STANDARD, PassOptions.standard()).optimized().runs().stream()
          .mapToInt(PassRun::replaced).sum();
      for (int limit : limits(patches)) {
        assertThat(compile(model, Pipeline.STANDARD, PassOptions.standard().limitedTo(limit)).planned().plan().steps())
            .as("%d patches", limit).isNotEmpty();
      }
      for (String pass : Stream.concat(Stream.of(""), Passes.names().stream()).toList()) {
        assertThat(compile(model, Pipeline.parse(pass), PassOptions.standard()).planned().plan().steps())
            .as("the pass `%s`", pass).isNotEmpty();
      }
    }));
  }

  @Test
  @DisplayName("a batch norm that the passes left is missed, counted as such, and computes what it did")
  void remark() {
    LoadedModel model = ModelTexts.model(folder, """
        nacre 1

        model Net {
          input x: f32[N, 4]
          output y = x -> dense(3) -> batch_norm -> relu
        }
        """);
    for (long limit = 0; limit < 3; limit++) {
      PassOptions options = PassOptions.standard().limitedTo(limit);
      Verification verification = new Verification(model, Pipeline.STANDARD, options, 3, 1);
      assertThat(verification.run(_ -> {})).allSatisfy(line -> assertThat(line.worst()).isLessThan(1e-5));
    }
    Compilation none = compile(model, Pipeline.parse(""), PassOptions.standard());
    assertThat(none.optimized().remarks()).extracting(Remark::kind, Remark::code)
        .containsExactly(tuple(Remark.Kind.MISSED, Optional.of(MissCode.LEFT_BY_PASSES)));
    assertThat(none.optimized().remarks().getFirst().message()).startsWith("batch_norm batch_norm (")
        .contains(" not folded: ");
    assertThat(none.source("").text()).contains("0 of 1 batch norms folded");
    assertThat(compile(model, Pipeline.STANDARD, PassOptions.standard()).source("").text())
        .contains("1 of 1 batch norms folded");
  }
}
