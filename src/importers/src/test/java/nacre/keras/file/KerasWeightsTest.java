package nacre.keras.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import nacre.driver.Compiler;
import nacre.driver.LoadedModel;
import nacre.driver.Parameters;
import nacre.driver.RejectedException;
import nacre.importers.hdf5.OldFile;
import nacre.importers.hdf5.OldFile.Group;
import nacre.ir.Phase;
import nacre.syntax.resolve.ResolveOptions;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of Keras fills the parameters of a text: this shows that names and layouts of both versions meet the binder's. */
class KerasWeightsTest {
  @TempDir
  Path folder;

  private double[] kernel(Path weights) throws IOException {
    Path text = Files.writeString(folder.resolve("m.nacre"), """
        nacre 1
        model M {
          input x: f32[N, 3]
          output y = x -> dense(2)
        }
        """);
    LoadedModel model = Compiler.load(text,
        new ResolveOptions(Optional.empty(), Map.of(), Map.of(), Optional.of(weights), Phase.INFERENCE)).models()
        .getFirst();
    return Parameters.of(model, new Seeding(1, Seeding.Scheme.INITIAL)).values()
        .of(0, model.graph().params().getFirst()).toReals();
  }

  private Path file(Group root) throws IOException {
    return Files.write(folder.resolve("m.h5"), OldFile.of(root));
  }

  @Test
  @DisplayName("kernels of Keras 1, 2 and 3 are found under the names that they have there, and transposed")
  void versions() throws IOException {
    double[] transposed = {0, 2, 4, 1, 3, 5};
    assertThat(kernel(file(KerasFixture.legacy("dense: dense_W 3x2, dense_b 2")))).containsExactly(transposed);
    assertThat(kernel(file(KerasFixture.legacy("dense: dense/kernel:0 3x2, dense/bias:0 2"))))
        .containsExactly(transposed);
    assertThat(kernel(file(KerasFixture.current("layers/dense/vars/0 3x2\nlayers/dense/vars/1 2"))))
        .containsExactly(transposed);
  }

  @Test
  @DisplayName("what does not fit is told in the names of the file, and a damaged file at the model that takes it")
  void misfit() throws IOException {
    Path other = file(KerasFixture.legacy("fc: fc/kernel:0 3x2"));
    assertThatThrownBy(() -> kernel(other)).isInstanceOf(RejectedException.class)
        .satisfies(thrown -> assertThat(((RejectedException) thrown).diagnostics().getFirst().notes().toString())
            .contains("missing: dense.weight", "unused: fc/kernel:0"));
    byte[] whole = Files.readAllBytes(other);
    Path cut = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> kernel(cut)).isInstanceOf(RejectedException.class)
        .satisfies(thrown -> assertThat(((RejectedException) thrown).diagnostics().getFirst().message())
            .contains("cut.h5"));
  }
}
