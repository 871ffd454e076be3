package nacre.interop;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import nacre.driver.RandomInputs;
import nacre.ir.Graph;
import nacre.ir.Tensor;
import nacre.passes.PassManager;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import nacre.testing.RandomGraphs;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ops meet in ways that nobody wrote a case for, with shared parameters, layers never applied and values that nobody reads: drawn
 * graphs come back as they were, as written and optimised, and mean the same to ONNX Runtime.
 */
class ExportedRandomGraphsTest {
  private static final int GRAPHS = Integer.getInteger("nacre.export.graphs", 60);

  @TempDir
  Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> graphs() {
    return LongStream.range(0, GRAPHS).mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed)));
  }

  private void check(long seed) throws IOException, OrtException {
    Graph graph = RandomGraphs.graph(seed, 6 + (int) (seed % 20));
    Seeding seeding = new Seeding(seed, Seeding.Scheme.VARIED);
    ParamValues values = (_, param) -> seeding.values(param);
    Map<String, Tensor> inputs = RandomInputs.draw(graph, 2, seed);
    Map<String, Tensor> expected = new Interpreter(graph).run(inputs, values);
    check(graph, values, inputs, expected);
    check(new PassManager(PassOptions.standard()).run(graph, Pipeline.STANDARD).graph(), values, inputs, expected);
  }

  private void check(Graph graph, ParamValues values, Map<String, Tensor> inputs, Map<String, Tensor> expected)
      throws IOException, OrtException {
    Path file = folder.resolve("graph.onnx");
    RoundTrip.check(graph, values, file);
    try (OnnxRuntime runtime = OnnxRuntime.of(file)) {
      assertThat(Agreement.error(expected, runtime.run(inputs))).isLessThanOrEqualTo(1e-3);
    } catch (OrtException e) {
      assertThat(e.getCode()).as(e.getMessage()).isEqualTo(OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED);
      assertThat(Agreement.isRare(graph)).as(e.getMessage()).isTrue();
    }
  }
}
