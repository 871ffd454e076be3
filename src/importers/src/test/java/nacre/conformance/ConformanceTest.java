package nacre.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.onnx.Corpus;
import nacre.onnx.Models;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Verdicts on cases of our own, one of each kind, and floors for third-party ones where these are. */
class ConformanceTest {
  private static final String DOUBLE = "opset 13\nin x f32[2]\nnode Add x x -> y\nout y\n";

  @TempDir
  Path folder = Path.of("");

  private void tried(String name, String model, String input, String output) throws IOException {
    Path data = Files.createDirectories(folder.resolve(name).resolve("test_data_set_0"));
    Files.write(folder.resolve(name).resolve("model.onnx"), Models.of(model));
    Files.write(data.resolve("input_0.pb"), Models.tensor(input));
    Files.write(data.resolve("output_0.pb"), Models.tensor(output));
  }

  private Report report(Mode mode) throws IOException {
    return new Report(mode, new Conformance(mode, Batch.FIXED, 2, 60_000).run(Cases.below(folder), _ -> {}));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("every mode tells right from wrong, and what it does not know from what is no model")
  void verdicts(Mode mode) throws IOException {
    tried("a-right", DOUBLE, "f32[2] 1 2", "f32[2] 2 4");
    tried("b-near", DOUBLE, "f32[2] 1 2", "f32[2] 2.0019 4");
    tried("c-wrong", DOUBLE, "f32[2] 1 2", "f32[2] 2.0021 4");
    tried("d-type", DOUBLE, "f32[2] 1 2", "f64[2] 2 4");
    tried("e-unknown", DOUBLE.replace("Add", "Det"), "f32[2] 1 2", "f32[2] 2 4");
    tried("f-invalid", DOUBLE.replace("Add x x", "Add x z"), "f32[2] 1 2", "f32[2] 2 4");
    Report report = report(mode);
    assertThat(report.results()).extracting(result -> result.verdict().word())
        .containsExactly("passed", "passed", "failed", "failed", "unsupported", "rejected");
    assertThat(report.results().get(2).verdict().said()).contains("1 of 2 elements differ",
        "found 2.0, required 2.002");
    assertThat(report.totals().values()).containsExactly(2L, 2L, 1L, 1L);
    assertThat(report.lacks()).containsExactly(
        Map.entry(new Verdict.Lack("Det", "the operator is not known"), 1L));
    assertThat(report.rows()).extracting(Report.Row::operator).containsExactly("Add", "Det");
    assertThat(report.json().print()).contains("\"passed\": 2", "\"verdict\": \"rejected\"");
    assertThat(report.results().get(1).verdict().deviation().orElseThrow().ulps()).isBetween(7900L, 8100L);
  }

  @Test
  @DisplayName("contents on which shapes depend are held, and the verdict says so")
  void held() throws IOException {
    Path data = Files.createDirectories(folder.resolve("m.gold"));
    Files.write(folder.resolve("m.onnx"),
        Models.of("opset 13\nin x f32[4]\nin to i64[2]\nnode Reshape x to -> y\nout y\n"));
    Files.write(data.resolve("input_0.pb"), Models.tensor("f32[4] 1 2 3 4"));
    Files.write(data.resolve("input_1.pb"), Models.tensor("i64[2] 2 -1"));
    Files.write(data.resolve("output_0.pb"), Models.tensor("f32[2,2] 1 2 3 4"));
    assertThat(report(Mode.EMITTED_SCALAR).results()).singleElement().extracting(Result::verdict)
        .isEqualTo(new Verdict.Passed(Deviation.NONE, List.of("to")));
  }

  @Test
  @DisplayName("a model that is compiled for any batch takes the one that there is; one that cannot be says why")
  void batch() throws IOException {
    tried("a-open", DOUBLE, "f32[2] 1 2", "f32[2] 2 4");
    tried("b-fixed", "opset 13\nin x f32[2]\ninit w f32[2] 1 2\nnode Add x w -> y\nout y\n", "f32[2] 1 2",
        "f32[2] 2 4");
    List<Result> results =
        new Conformance(Mode.EMITTED_SCALAR, Batch.OPEN, 2, 60_000).run(Cases.below(folder), _ -> {});
    assertThat(results.getFirst().verdict().word()).isEqualTo("passed");
    assertThat(results.getLast().verdict()).isInstanceOfSatisfying(Verdict.Unsupported.class,
        verdict -> assertThat(verdict.said()).startsWith("Add: found f32[N] and f32[2]"));
  }

  @ParameterizedTest
  @CsvSource({"onnx/backend/node,613", "onnx/backend/pytorch-converted,43", "onnx/backend/pytorch-operator,22",
    "onnx/backend/simple,8", "onnx/ort-convfold,17", "onnx/burn-onnx-tests,196", "onnx/onnx2c-simple-networks,15",
    "onnx/models/marabou,35", "onnx/models/ultraface,3"})
  @DisplayName("third-party cases: at least so many pass, and none is wrong")
  void folded(String name, long least) throws IOException {
    corpus(name, Mode.FOLDED, least);
  }

  @ParameterizedTest
  @CsvSource({"onnx/backend/pytorch-operator,22", "onnx/backend/simple,8", "onnx/ort-convfold,17"})
  @DisplayName("third-party cases that are few, by emitted code on vectors")
  void emitted(String name, long least) throws IOException {
    corpus(name, Mode.EMITTED_VECTOR, least);
  }

  @ParameterizedTest
  @CsvSource({"keras/dl4j/examples,75", "keras/dl4j/tfkeras,78", "keras/dl4j/weights,4", "keras/dl4j/fullconfigs,1",
    "keras/face_classification,2", "keras/mlperf-tiny,2", "keras/keras3-resaved,2", "keras/keras-js,208",
    "caffe/models/mtcnn,3", "caffe/models/ultraface,1"})
  @DisplayName("third-party cases of Keras and Caffe, by emitted code on vectors")
  void layered(String name, long least) throws IOException {
    corpus(name, Mode.EMITTED_VECTOR, least);
  }

  private static void corpus(String name, Mode mode, long least) throws IOException {
    Optional<Path> corpus = Corpus.folder(name);
    assumeTrue(corpus.isPresent(), "no corpus beside the checkout");
    List<Case> cases = Cases.below(corpus.get());
    Report report = new Report(mode, new Conformance(mode, Batch.FIXED, 2, 60_000).run(cases, _ -> {}));
    assertThat(report.totals().get("passed")).isGreaterThanOrEqualTo(least);
    assertThat(report.results()).filteredOn(result -> result.verdict() instanceof Verdict.Failed)
        .extracting(result -> result.tried().name() + ": " + result.verdict().said()).isEmpty();
  }
}
