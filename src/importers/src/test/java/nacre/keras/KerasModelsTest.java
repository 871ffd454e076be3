package nacre.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.driver.ImportedModel;
import nacre.ir.Node;
import nacre.ir.Verifier;
import nacre.ir.op.OpaqueOp;
import nacre.onnx.Corpus;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Models of all versions of Keras, which people published: all become graphs, and which layers are not known is told. */
class KerasModelsTest {
  private static final String TOLD = """
      145 files refused
      422 graphs
      18 graphs with an unknown Bidirectional
      1 graphs with an unknown Concatenate
      17 graphs with an unknown LSTM
      4 graphs with an unknown Lambda
      1 graphs with an unknown TensorFlowOpLayer""";

  @Test
  @DisplayName("every model becomes a graph that is in order")
  void models() throws IOException {
    Optional<Path> folder = Corpus.folder("keras");
    assumeTrue(folder.isPresent(), "the corpus is not here");
    Map<String, Integer> told = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.orElseThrow())) {
      List<Path> models = files.filter(file -> file.toString().matches(".*\\.(h5|hdf5|keras|json)")).sorted().toList();
      models.forEach(file -> tell(file, told));
    }
    assertThat(told.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining("\n"))).isEqualTo(TOLD);
  }

  private static void tell(Path file, Map<String, Integer> told) {
    try {
      ImportedModel model = new KerasImporter().read(file, ResolveOptions.none());
      assertThat(Verifier.violations(model.graph())).as(file.toString()).isEmpty();
      told.merge("graphs", 1, Integer::sum);
      model.graph().nodes().stream().map(Node::op).filter(OpaqueOp.class::isInstance).map(OpaqueOp.class::cast)
          .filter(op -> !op.isDownstream()).map(OpaqueOp::opaqueName).distinct()
          .forEach(name -> told.merge("graphs with an unknown " + name, 1, Integer::sum));
    } catch (InputException e) {
      told.merge("files refused", 1, Integer::sum);
    }
  }
}
