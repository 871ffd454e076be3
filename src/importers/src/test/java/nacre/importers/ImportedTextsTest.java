package nacre.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.driver.Compiler;
import nacre.driver.LoadedFile;
import nacre.driver.LoadedModel;
import nacre.driver.ModelText;
import nacre.driver.RejectedException;
import nacre.onnx.Corpus;
import nacre.syntax.resolve.ResolveOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every model that is imported becomes a text that gives the same graph, or an error that says what has no words. */
class ImportedTextsTest {
  @TempDir
  Path folder = Path.of("");

  @ParameterizedTest
  @DisplayName("third-party models, of which those without symbols and unknown layers become texts")
  @CsvSource({"keras, 350", "caffe, 40"})
  void texts(String framework, int least) throws IOException {
    Optional<Path> corpus = Corpus.folder(framework);
    Assumptions.assumeTrue(corpus.isPresent(), "no corpus beside the checkout");
    try (Stream<Path> files = Files.walk(corpus.get())) {
      List<LoadedFile> loaded = files.filter(file -> Files.isRegularFile(file) && Compiler.imports(file)).sorted()
          .map(file -> Compiler.load(file, ResolveOptions.none())).filter(file -> !file.hasErrors()).toList();
      assertThat(loaded.stream().filter(ImportedTextsTest::isText).count()).isGreaterThan(least);
    }
  }

  /** Proves that the text gives the graph; an error is one that the user can read. */
  private static boolean isText(LoadedFile file) {
    try {
      return !text(file).isEmpty();
    } catch (RejectedException e) {
      assertThat(e.diagnostics()).isNotEmpty();
      return false;
    }
  }

  private static String text(LoadedFile file) {
    LoadedModel model = file.models().getFirst();
    return ModelText.of(model, file.imported().orElseThrow(), "weights.safetensors").text();
  }

  @Test
  @DisplayName("facts of the training are ones that a text can say: the weight of the only loss is none")
  void training() throws IOException {
    Path file = Files.writeString(folder.resolve("loss.prototxt"), """
        layer { name: "x" type: "Input" top: "x" input_param { shape { dim: 1 dim: 4 } } }
        layer { name: "t" type: "Input" top: "t" input_param { shape { dim: 1 } } }
        layer { name: "y" type: "InnerProduct" bottom: "x" top: "y" inner_product_param { num_output: 3 } }
        layer { name: "loss" type: "SoftmaxWithLoss" bottom: "y" bottom: "t" top: "loss" loss_weight: 0.5 }
        """);
    assertThat(text(Compiler.load(file, ResolveOptions.none())))
        .contains("loss = sparse_categorical_crossentropy", "from_logits = true").doesNotContain("weight =");
  }

  @Test
  @DisplayName("a parameter whose extents are symbols has no words: the error says how to give them sizes")
  void open() throws IOException {
    Path file = Files.writeString(folder.resolve("open.prototxt"), """
        layer { name: "d" type: "Data" top: "x" data_param { batch_size: 4 } }
        layer { name: "c" type: "Convolution" bottom: "x" top: "c" convolution_param { num_output: 2 kernel_size: 1 } }
        """);
    LoadedFile open = Compiler.load(file, ResolveOptions.none());
    assertThatThrownBy(() -> text(open)).isInstanceOfSatisfying(RejectedException.class,
        e -> assertThat(e.diagnostics()).extracting(error -> error.message())
            .containsExactly("`C` of `x`, f32[N, C, H, W], "
                + "is open, and with it the parameter `c.weight`, f32[2, C, 1, 1]; parameters of a file have known extents: say "
                + "it with --dim C=224"));
    assertThat(isText(Compiler.load(file, ResolveOptions.none().withDims(Map.of("C", 3L))))).isTrue();
  }
}
