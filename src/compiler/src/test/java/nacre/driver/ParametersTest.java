package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.ir.Param;
import nacre.ir.Phase;
import nacre.ir.Weights;
import nacre.kernels.weights.Tensor;
import nacre.source.Diagnostic;
import nacre.syntax.resolve.ResolveOptions;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where parameters come from, and what is said when they cannot come from there. */
class ParametersTest {
  private static final Seeding SEEDING = new Seeding(7, Seeding.Scheme.INITIAL);

  @TempDir
  Path folder;

  @Test
  @DisplayName("bound weights are known by their hash, which rewrites may rely on; drawn ones by their seed")
  void known() {
    ModelTexts.weights(folder, ModelTexts.biased());
    LoadedModel model = ModelTexts.model(folder, ModelTexts.BIASED);
    Parameters bound = Parameters.of(model, SEEDING);
    assertThat(bound.known()).isInstanceOf(Weights.Fixed.class);
    assertThat(bound.origin()).contains("net.safetensors");
    int variance = 0;
    while (!model.graph().params().get(variance).path().endsWith("running_variance")) {
      variance++;
    }
    Param param = model.graph().params().get(variance);
    assertThat(bound.values().of(variance, param).real(1)).isCloseTo(2, within(0.0));
    LoadedModel unbound = ModelTexts.model(folder, ModelTexts.BIASED.replaceAll("  weights.*\n", ""));
    Parameters drawn = Parameters.of(unbound, SEEDING);
    assertThat(drawn.known()).isEqualTo(new Weights.Seeded(7));
    assertThat(drawn.origin()).contains("seed 7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dense/kernel:0 dense/bias:0 batch_norm/gamma:0 batch_norm/beta:0 batch_norm/moving_mean:0 "
      + "batch_norm/moving_variance:0",
    "dense/kernel dense/bias batch_norm/gamma batch_norm/beta "
        + "batch_norm/moving_mean batch_norm/moving_variance"})
  @DisplayName("files that Keras names are bound, kernels transposed; slashes and `:0` are its own")
  void kerasNames(String names) {
    String[] name = names.split(" ");
    ModelTexts.weights(folder, List.of(Tensor.of(name[0], new float[] {1, 3, -2, 0.25f, 0.5f, -1}, 3, 2),
        Tensor.of(name[1], new float[] {0.5f, -1.25f}, 2), Tensor.of(name[2], new float[] {1.5f, -0.5f}, 2),
        Tensor.of(name[3], new float[] {0.25f, 0.75f}, 2), Tensor.of(name[4], new float[] {3, -4}, 2),
        Tensor.of(name[5], new float[] {0.5f, 2}, 2)));
    for (String text : List.of(ModelTexts.BIASED, ModelTexts.BIASED.replace("\"net.safetensors\"",
        "\"net.safetensors\" { \"dense.weight\" = \"%s\" }".formatted(name[0])))) {
      LoadedModel model = ModelTexts.model(folder, text);
      Param weight = model.graph().params().getFirst();
      assertThat(Parameters.of(model, SEEDING).values().of(0, weight).toReals())
          .containsExactly(1, -2, 0.5, 3, 0.25, -1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "\0\0\0\0\0\0\0\0", "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff{}",
    "\2\0\0\0\0\0\0\0[]"})
  @DisplayName("a weight file that is none is an error at the statement that names it")
  void broken(String contents) throws IOException {
    Files.write(folder.resolve("net.safetensors"), contents.getBytes(StandardCharsets.ISO_8859_1));
    Diagnostic error = rejected();
    assertThat(error.message()).contains("net.safetensors");
    assertThat(error.span().orElseThrow().line()).isEqualTo(6);
  }

  @Test
  @DisplayName("a missing file and a folder are errors at the statement too")
  void missing() throws IOException {
    assertThat(rejected().message()).contains("no such file");
    Files.createDirectory(folder.resolve("net.safetensors"));
    assertThat(rejected().message()).contains("folder");
  }

  @Test
  @DisplayName("a NumPy archive gives the values and the hash that the same tensors give in the other format")
  void archive() {
    ModelTexts.npz(folder, ModelTexts.biased());
    ModelTexts.weights(folder, ModelTexts.biased());
    LoadedModel one = ModelTexts.model(folder, ModelTexts.BIASED);
    LoadedModel other = ModelTexts.model(folder, ModelTexts.BIASED.replace("net.safetensors", "net.npz"));
    Parameters bound = Parameters.of(other, SEEDING);
    assertThat(bound.known()).isEqualTo(Parameters.of(one, SEEDING).known());
    assertThat(bound.origin()).contains("net.npz");
    for (int i = 0; i < one.graph().params().size(); i++) {
      Param param = one.graph().params().get(i);
      assertThat(bound.values().of(i, param)).isEqualTo(Parameters.of(one, SEEDING).values().of(i, param));
    }
    assertThat(other.file().inputs()).contains(folder.resolve("net.npz"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  weights \"net.safetensors\"\n"})
  @DisplayName("weights from outside are bound, whether the text names others or none, and a build depends on them")
  void fromOutside(String statement) throws IOException {
    Path npz = ModelTexts.npz(folder, ModelTexts.biased());
    Path text =
        Files.writeString(folder.resolve("net.nacre"), ModelTexts.BIASED.replaceAll("  weights.*\n", statement));
    LoadedFile file = Compiler.load(text,
        new ResolveOptions(Optional.empty(), Map.of(), Map.of(), Optional.of(npz), Phase.INFERENCE));
    LoadedModel model = file.models().getFirst();
    assertThat(model.bindsWeights()).isTrue();
    assertThat(Parameters.of(model, SEEDING).origin()).contains("net.npz");
    assertThat(file.inputs()).contains(npz).doesNotContain(folder.resolve("net.safetensors"));
  }

  private Diagnostic rejected() {
    LoadedModel model = ModelTexts.model(folder, ModelTexts.BIASED);
    RejectedException thrown = catchThrowableOfType(RejectedException.class, () -> Parameters.of(model, SEEDING));
    assertThat(thrown.diagnostics()).hasSize(1);
    Diagnostic error = thrown.diagnostics().getFirst();
    assertThat(error.id()).isEqualTo(Diagnostics.WEIGHTS_MISMATCH);
    return error;
  }
}
