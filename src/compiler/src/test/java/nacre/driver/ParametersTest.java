package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nacre.ir.Param;
import nacre.ir.Weights;
import nacre.source.Diagnostic;
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

  private Diagnostic rejected() {
    LoadedModel model = ModelTexts.model(folder, ModelTexts.BIASED);
    RejectedException thrown = catchThrowableOfType(RejectedException.class, () -> Parameters.of(model, SEEDING));
    assertThat(thrown.diagnostics()).hasSize(1);
    Diagnostic error = thrown.diagnostics().getFirst();
    assertThat(error.id()).isEqualTo(Parameters.MISMATCH);
    return error;
  }
}
