package nacre.interop;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import nacre.driver.Compilation;
import nacre.driver.Compiler;
import nacre.driver.EmittedModel;
import nacre.driver.Export;
import nacre.driver.LoadedModel;
import nacre.driver.RandomInputs;
import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Output;
import nacre.ir.Tensor;
import nacre.ir.op.InputOp;
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
    try (Stream<Path> found = Files.walk(Checkout.root().resolve("examples"), 2)) {
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
      Compilation compilation = Compiler.compile(model, Pipeline.STANDARD, PassOptions.standard(), SEEDING);
      EmittedModel.Observation seen = compilation.emitted().observe(inputs);
      Map<String, Tensor> values = new LinkedHashMap<>();
      seen.values().forEach((value, contents) -> values
          .put(compilation.planned().graph().producer(value).path() + "." + value.port(), contents));
      compare("source", Export.source(model, SEEDING), inputs, seen.outputs(), values);
      compare("optimised", Export.optimised(model, SEEDING, Pipeline.STANDARD, PassOptions.standard()), inputs,
          seen.outputs(), values);
    }
  }

  /** Outputs of the model as it is, then every value that emitted code has too: not only what a last softmax lets through. */
  private void compare(String stage, Export export, Map<String, Tensor> inputs, Map<String, Tensor> outputs,
      Map<String, Tensor> values) throws IOException, OrtException {
    Map<String, Tensor> found = run(export, inputs);
    double error = Agreement.error(outputs, found);
    Graph graph = export.graph();
    List<Output> observed = new ArrayList<>(graph.outputs());
    List<Tensor> expected = new ArrayList<>();
    for (Node node : graph.nodes()) {
      Tensor value = values.get(node.path() + ".0");
      if (value != null && !(node.op() instanceof InputOp)) {
        observed.add(new Output(node.path(), node.value(), List.of(), OptionalInt.empty(), Location.NONE));
        expected.add(value);
      }
    }
    Graph all = new Graph(graph.name(), graph.inputs(), observed, graph.nodes(), graph.params(), graph.layers(),
        graph.symbols(), graph.weights(), graph.training());
    List<Tensor> more = List.copyOf(run(new Export(export.model(), all, export.parameters()), inputs).values());
    double worst = 0;
    int compared = 0;
    for (int i = 0; i < expected.size(); i++) {
      Tensor one = more.get(graph.outputs().size() + i);
      if (one.type().equals(expected.get(i).type())) {
        worst = Math.max(worst, Agreement.error(expected.get(i), one));
        compared++;
      }
    }
    if (System.getProperty("nacre.export.all") != null) {
      System.out.printf("%s, %s: outputs %.1e, %d values %.1e%n", graph.name(), stage, error, compared, worst);
    }
    assertThat(error).as("outputs of %s, %s", graph.name(), stage).isLessThanOrEqualTo(1e-4);
    assertThat(worst).as("values of %s, %s", graph.name(), stage).isLessThanOrEqualTo(1e-4);
  }

  private Map<String, Tensor> run(Export export, Map<String, Tensor> inputs) throws IOException, OrtException {
    Path exported = folder.resolve("model.onnx");
    export.write(exported);
    try (OnnxRuntime runtime = OnnxRuntime.of(exported)) {
      return runtime.run(inputs);
    } finally {
      Files.delete(exported);
    }
  }
}
