package nacre.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.driver.ImportedModel;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.ir.Verifier;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.Conv2d;
import nacre.ir.op.Dense;
import nacre.onnx.Corpus;
import nacre.onnx.TensorFiles;
import nacre.reference.Interpreter;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of others: what is in them was counted by other means, and what they compute is known from OpenCV. */
class CaffeCorpusTest {
  private static Path corpus() {
    Optional<Path> folder = Corpus.folder("caffe");
    Assumptions.assumeTrue(folder.isPresent(), "no corpus beside the checkout");
    return folder.orElseThrow();
  }

  /** What became of a folder of texts. */
  private record Census(int networks, int solvers, List<String> errors, int norms, int biases, int frozen) {}

  @ParameterizedTest
  @EnumSource
  @DisplayName("every network is read in either phase; 1,181 batch norms, 306 of them behind a bias, 20 of these frozen")
  void networks(Phase phase) throws IOException {
    Census census = census(corpus().resolve("prototxt"), phase);
    assertThat(census.networks()).isEqualTo(65);
    assertThat(census.solvers()).isEqualTo(33);
    assertThat(census.errors()).hasSize(4).filteredOn(error -> error.contains("this is a solver, and its network"))
        .hasSize(3);
    assertThat(census.errors()).filteredOn(error -> error.contains("labelmap.prototxt:1:1: this is not a network"))
        .hasSize(1);
    assertThat(List.of(census.norms(), census.biases(), census.frozen())).containsExactly(1181, 306, 20);
  }

  private static Census census(Path folder, Phase phase) throws IOException {
    ResolveOptions options = new ResolveOptions(Optional.empty(), Map.of(), Map.of(), Optional.empty(), phase);
    int[] counts = new int[5];
    List<String> errors = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".prototxt")).sorted().toList()) {
        try {
          ImportedModel model = new CaffeFile(file).read(options, Map.of());
          assertThat(Verifier.violations(model.graph())).isEmpty();
          boolean solver = model.notes().stream().anyMatch(note -> note.message().startsWith("this is a solver"));
          counts[solver ? 1 : 0]++;
          if (!solver) {
            count(model.graph(), counts);
          }
        } catch (InputException e) {
          errors.add(e.getMessage());
        }
      }
    }
    return new Census(counts[0], counts[1], errors, counts[2], counts[3], counts[4]);
  }

  private static void count(Graph graph, int[] counts) {
    for (Node node : graph.nodes()) {
      if (node.op() instanceof BatchNorm norm && node.operands().getFirst() instanceof Value value) {
        Node before = graph.nodes().get(value.node());
        boolean biased = (before.op() instanceof Conv2d || before.op() instanceof Dense)
            && !(before.operands().get(2) instanceof Operand.Absent);
        counts[2]++;
        counts[3] += biased ? 1 : 0;
        counts[4] += biased && norm.statistics() == BatchNorm.Statistics.FROZEN ? 1 : 0;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mtcnn/det1", "mtcnn/det2", "mtcnn/det3"})
  @DisplayName("with its weights a network computes what OpenCV does, at the extents of the input at hand")
  void gold(String name) {
    Path model = corpus().resolve("models/" + name + ".prototxt");
    Path gold = corpus().resolve("models/" + name + ".gold");
    Tensor x = TensorFiles.read(gold.resolve("input_0.pb"));
    ImportedModel imported = new CaffeFile(model).read(ResolveOptions.none(), Map.of("data", x.type()));
    Map<String, Tensor> results = new LinkedHashMap<>(
        new Interpreter(imported.graph()).run(Map.of("data", x), imported.weights().orElseThrow()));
    int place = 0;
    for (Tensor found : results.values()) {
      Tensor expected = TensorFiles.read(gold.resolve("output_" + place++ + ".pb"));
      assertThat(found.type()).isEqualTo(expected.type());
      for (int i = 0; i < expected.elements(); i++) {
        double tolerance = 1e-5 + 1e-3 * Math.abs(expected.real(i));
        assertThat(Math.abs(found.real(i) - expected.real(i))).isLessThanOrEqualTo(tolerance);
      }
    }
    assertThat(gold.resolve("output_" + place + ".pb")).doesNotExist();
  }

  @Test
  @DisplayName("weights of layers that the network has not got are said, and no error")
  void unused() {
    Path model = corpus().resolve("models/mtcnn/det2.prototxt");
    assertThat(new CaffeFile(model).read(ResolveOptions.none(), Map.of()).notes()).singleElement()
        .satisfies(note -> assertThat(note.message()).endsWith("has weights of 1 layer that this network has not got: "
            + "conv5-3"));
  }
}
