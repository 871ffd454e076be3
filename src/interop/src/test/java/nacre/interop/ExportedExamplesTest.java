package nacre.interop;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.driver.Compiler;
import nacre.driver.Export;
import nacre.driver.LoadedModel;
import nacre.driver.RandomInputs;
import nacre.ir.Tensor;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.syntax.resolve.ResolveOptions;
import nacre.testing.Checkout;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * An exported model is of use only if others compute the same: every example, as written and optimised, gives in ONNX Runtime
 * what its emitted class gives. {@code -Dnacre.export.all} takes the large ones too, and says how far each is apart.
 */
class ExportedExamplesTest {
  /** Files up to this size are tried in every build; the large ones are networks of many layers. */
  private static final List<String> LARGE = List.of("cnn200", "conv3d_clips", "densenet121", "inception_v3",
      "mobilenet_v2", "resnet50", "resnet152", "style_transfer", "unet", "vgg16", "classifier", "squeezenet",
      "two_by_two");
  private static final Seeding SEEDING = new Seeding(1, Seeding.Scheme.VARIED);
  private static final int BATCH = 2;

  @TempDir
  Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(Checkout.root().resolve("examples"))) {
      files = found.filter(file -> file.toString().endsWith(".nacre")).sorted().toList();
    }
    boolean all = System.getProperty("nacre.export.all") != null;
    return files.stream().filter(file -> all || !LARGE.contains(stem(file)))
        .map(file -> DynamicTest.dynamicTest(stem(file), file.toUri(), () -> check(file)));
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replace(".nacre", "");
  }

  private void check(Path file) throws IOException, OrtException {
    for (LoadedModel model : Compiler.load(file, new ResolveOptions(Optional.empty(), Map.of(), Map.of())).models()) {
      Map<String, Tensor> inputs = RandomInputs.draw(model.graph(), BATCH, 1);
      Map<String, Tensor> expected =
          Compiler.compile(model, Pipeline.STANDARD, PassOptions.standard(), SEEDING).emitted().run(inputs);
      compare(model, Export.source(model, SEEDING), "source", inputs, expected);
      compare(model, Export.optimised(model, SEEDING, Pipeline.STANDARD, PassOptions.standard()), "optimised", inputs,
          expected);
    }
  }

  private void compare(LoadedModel model, Export export, String stage, Map<String, Tensor> inputs,
      Map<String, Tensor> expected) throws IOException, OrtException {
    Path exported = folder.resolve(model.graph().name() + "." + stage + ".onnx");
    export.write(exported);
    try (OnnxRuntime runtime = OnnxRuntime.of(exported)) {
      double error = Agreement.error(expected, runtime.run(inputs));
      if (System.getProperty("nacre.export.all") != null) {
        System.out.printf("%s, %s: %.1e%n", model.graph().name(), stage, error);
      }
      assertThat(error).as("%s of %s", stage, model.graph().name()).isLessThanOrEqualTo(1e-4);
    }
    Files.delete(exported);
  }
}
