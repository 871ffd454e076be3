package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nacre.data.Npz;
import nacre.ir.Tensor;
import nacre.kernels.weights.Safetensors;
import nacre.lint.LintConfig;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fix that changes a network with bound weights changes the weights too, and then the model computes what it did. */
class FixedTextTest {
  @TempDir
  Path folder;

  private static Tensor outputs(LoadedFile file) {
    LoadedModel model = file.models().getFirst();
    Compilation compilation = Compiler.compile(model, Pipeline.STANDARD, PassOptions.standard(),
        new Seeding(1, Seeding.Scheme.INITIAL));
    return compilation.emitted().run(RandomInputs.draw(model.graph(), 5, 3)).firstEntry().getValue();
  }

  @Test
  @DisplayName("a bias before batch norm goes into the running mean; names, metadata and the old file are kept")
  void weightsFollow() throws IOException {
    Path weights = ModelTexts.weights(folder, ModelTexts.biased());
    byte[] held = Files.readAllBytes(weights);
    LoadedFile before = ModelTexts.load(folder, ModelTexts.BIASED);
    Tensor expected = outputs(before);

    FixedText fixed = Compiler.fix(before, LintConfig.DEFAULT, false);
    assertThat(fixed.after()).isEqualTo(ModelTexts.BIASED.replace("dense(2)", "dense(2, bias=false)"));
    assertThat(fixed.weights()).hasSize(1);
    assertThat(fixed.write()).containsExactly(weights);

    LoadedFile after = Compiler.load(folder.resolve("net.nacre"), before.options());
    Tensor found = outputs(after);
    for (int i = 0; i < expected.elements(); i++) {
      assertThat(found.real(i)).isCloseTo(expected.real(i), within(1e-5));
    }
    try (Safetensors stored = Safetensors.map(weights); Safetensors kept = Safetensors.map(FixedText.backup(weights))) {
      assertThat(stored.tensors()).doesNotContainKey("dense.bias");
      assertThat(stored.tensor("batch_norm.running_mean").orElseThrow().floats()).containsExactly(2.5f, -2.75f);
      assertThat(stored.tensor("dense.weight").orElseThrow().floats()).containsExactly(1, -2, 0.5f, 3, 0.25f, -1);
      assertThat(stored.metadata()).isEqualTo(Map.of("made", "by a test"));
      assertThat(kept.tensors().keySet()).contains("dense.bias", "batch_norm.num_batches_tracked");
    }
    assertThat(Files.readAllBytes(FixedText.backup(weights))).isEqualTo(held);
    assertThat(Compiler.fix(after, LintConfig.DEFAULT, false).applied()).isEmpty();
  }

  @Test
  @DisplayName("a NumPy archive is changed as an archive, and what it held is kept byte by byte")
  void archivesFollow() throws IOException {
    Path weights = ModelTexts.npz(folder, ModelTexts.biased());
    byte[] held = Files.readAllBytes(weights);
    String text = ModelTexts.BIASED.replace("net.safetensors", "net.npz");
    LoadedFile before = ModelTexts.load(folder, text);
    Tensor expected = outputs(before);
    assertThat(Compiler.fix(before, LintConfig.DEFAULT, false).write()).containsExactly(weights);
    Tensor found = outputs(Compiler.load(folder.resolve("net.nacre"), before.options()));
    for (int i = 0; i < expected.elements(); i++) {
      assertThat(found.real(i)).isCloseTo(expected.real(i), within(1e-5));
    }
    assertThat(Npz.read(weights, 1 << 20)).doesNotContainKey("dense.bias");
    assertThat(Npz.read(weights, 1 << 20).get("batch_norm.running_mean").toReals()).containsExactly(2.5, -2.75);
    assertThat(Files.readAllBytes(FixedText.backup(weights))).isEqualTo(held);
  }

  @Test
  @DisplayName("without bound weights only the text changes, and every place of a loop with one edit")
  void textAlone() throws IOException {
    String text = """
        nacre 1

        model Net {
          input x: f32[N, 3]
          h = x
          repeat 3 as turn { h = h -> dense(3) -> batch_norm -> relu }
          output y = h
        }
        """;
    FixedText fixed = Compiler.fix(ModelTexts.load(folder, text), LintConfig.DEFAULT, false);
    assertThat(fixed.write()).isEmpty();
    assertThat(Files.readString(folder.resolve("net.nacre")))
        .isEqualTo(text.replace("dense(3)", "dense(3, bias=false)"));
  }

  @Test
  @DisplayName("what is in a used text is left to a run on that text, which is named; what is in this one is fixed")
  void usedText() throws IOException {
    Files.writeString(folder.resolve("more.nacre"), """
        nacre 1

        block Part(x) {
          x -> dense(3) -> batch_norm
        }
        """);
    String text = """
        nacre 1
        use "more.nacre"

        model Net {
          input x: f32[N, 3]
          output y = x -> Part -> dense(3) -> batch_norm
        }
        """;
    FixedText fixed = Compiler.fix(ModelTexts.load(folder, text), LintConfig.DEFAULT, false);
    assertThat(fixed.after()).isEqualTo(text.replace("Part -> dense(3)", "Part -> dense(3, bias=false)"));
    assertThat(fixed.refused()).hasSize(1).first().asString().contains("more.nacre:4:8: it is in ")
        .endsWith("more.nacre; lint that file");
  }

  @Test
  @DisplayName("weights that do not fit stop the fix; neither text nor weights are touched")
  void misfit() throws IOException {
    List<nacre.kernels.weights.Tensor> tensors = new ArrayList<>(ModelTexts.biased());
    tensors.removeFirst();
    Path weights = ModelTexts.weights(folder, tensors);
    byte[] held = Files.readAllBytes(weights);
    FixedText fixed = Compiler.fix(ModelTexts.load(folder, ModelTexts.BIASED), LintConfig.DEFAULT, false);
    assertThatThrownBy(fixed::write).isInstanceOf(RejectedException.class).hasMessageContaining("net.safetensors");
    assertThat(Files.readString(folder.resolve("net.nacre"))).isEqualTo(ModelTexts.BIASED);
    assertThat(Files.readAllBytes(weights)).isEqualTo(held);
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).hasSize(2);
    }
  }
}
