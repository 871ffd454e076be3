package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Tensor;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.reference.Interpreter;
import nacre.source.InputException;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison behind {@code nacre verify} passes what is right, and sees what is wrong. */
class VerificationTest {
  private static final String TEXT = """
      nacre 1
      model Net {
        input x: f32[N, 3, 6, 6]
        output y = x -> conv2d(5, 3) -> batch_norm -> relu -> global_average_pool2d -> dense(4) -> batch_norm -> softmax
      }
      """;

  @TempDir
  Path folder;

  @Test
  @DisplayName("a sound model agrees everywhere, with one image and with several, on every provider")
  void sound() {
    for (int batch : List.of(1, 3)) {
      List<String> steps = new ArrayList<>();
      Verification verification =
          new Verification(ModelTexts.model(folder, TEXT), Pipeline.STANDARD, PassOptions.standard(), batch, 5);
      List<Verification.Line> lines = verification.run(steps::add);
      assertThat(lines).hasSizeGreaterThanOrEqualTo(2).allSatisfy(line -> {
        assertThat(line.values()).isPositive();
        assertThat(line.worst()).isLessThan(1e-5);
      });
      assertThat(lines.getFirst().worst()).isLessThan(1e-12);
      assertThat(steps).hasSizeGreaterThanOrEqualTo(lines.size());
      assertThat(verification.layers()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  @DisplayName("the measure is the worst difference over the greatest value, and NaN is infinitely far from a number")
  void measure() {
    assertThat(Verification.error(of(1, -4), of(1, -4))).isZero();
    assertThat(Verification.error(of(1, -4), of(1.5, -4))).isEqualTo(0.125);
    assertThat(Verification.error(of(0, 0), of(0.25, 0))).isEqualTo(0.25);
    assertThat(Verification.error(of(1, Double.NaN), of(1, Double.NaN))).isZero();
    assertThat(Verification.error(of(1, 2), of(1, Double.NaN))).isInfinite();
    assertThat(Verification.error(of(1, Double.POSITIVE_INFINITY), of(1, 2))).isInfinite();
  }

  @Test
  @DisplayName("one wrong element of one value in the middle is seen, with its path; so is an output of another shape")
  void broken() {
    Graph graph = ModelTexts.model(folder, TEXT).graph();
    Map<String, Tensor> reference = new HashMap<>();
    Seeding seeding = new Seeding(5, Seeding.Scheme.VARIED);
    Map<String, Tensor> outputs = new Interpreter(graph).run(RandomInputs.draw(graph, 2, 5),
        (_, param) -> seeding.values(param), (node, results) -> reference.put(node.path(), results.getFirst()));
    Verification.Seen right = new Verification.Seen(reference, outputs);
    assertThat(Verification.compare("same", right, right).worst()).isZero();

    Map<String, Tensor> wrong = new HashMap<>(reference);
    Tensor norm = Objects.requireNonNull(reference.get("batch_norm"));
    wrong.put("batch_norm", Tensor.reals(DType.F32, norm.shape(), i -> norm.real(i) + (i == 7 ? 1 : 0)));
    Verification.Line line = Verification.compare("one wrong", new Verification.Seen(wrong, outputs), right);
    assertThat(line.worst()).isGreaterThan(0.01);
    assertThat(line.where()).isEqualTo("batch_norm");
    assertThat(Verification.compare("shape", new Verification.Seen(reference, Map.of("y", of(1, 2))), right).worst())
        .isInfinite();
    assertThat(Verification.compare("gone", new Verification.Seen(reference, Map.of()), right).worst()).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"input x: i64[N, 3]\n  output y = x", "input x: f32[N, 4]\n  output y = x -> reshape([N, 2, 2])",
        "input x: f32[N, 2, 3]\n  output y = x -> transpose([0, 2, 1])\n  output z = x"})
  @DisplayName("outputs are compared even where nothing is computed, as in inputs handed on and moved")
  void handedOn(String body) {
    LoadedModel model = ModelTexts.model(folder, "nacre 1\nmodel M {\n  " + body + "\n}\n");
    List<Verification.Line> lines =
        new Verification(model, Pipeline.STANDARD, PassOptions.standard(), 3, 1).run(_ -> {});
    assertThat(lines).allSatisfy(line -> {
      assertThat(line.values()).isGreaterThanOrEqualTo(model.graph().outputs().size());
      assertThat(line.elements()).isPositive();
      assertThat(line.worst()).isZero();
    });
  }

  @Test
  @DisplayName("a batch beyond the model's bound is refused, as running it would be")
  void bound() {
    LoadedModel model =
        ModelTexts.model(folder, "nacre 1\nmodel M {\n  input x: f32[N<=2, 3]\n  output y = x -> relu\n}\n");
    assertThatThrownBy(() -> new Verification(model, Pipeline.STANDARD, PassOptions.standard(), 3, 1))
        .isInstanceOf(InputException.class).hasMessageContaining("found 3 images, required at most 2 (`N<=2`)");
  }

  @Test
  @DisplayName("the batch may be an inner axis of one input, if it is the outermost of another")
  void innerBatch() {
    LoadedModel model = ModelTexts.model(folder,
        "nacre 1\nmodel M {\n  input x: f32[7, N, 5]\n  input y: f32[N, 5]\n  output z = x + y\n}\n");
    assertThat(new Verification(model, Pipeline.STANDARD, PassOptions.standard(), 3, 1).run(_ -> {}))
        .allSatisfy(line -> assertThat(line.worst()).isLessThan(1e-6));
  }

  @Test
  @DisplayName("a batch is refused where the model leaves none open")
  void noBatch() {
    LoadedModel model =
        ModelTexts.model(folder, "nacre 1\nmodel M {\n  input x: f32[4, 3]\n  output y = x -> relu\n}\n");
    assertThat(new Verification(model, Pipeline.STANDARD, PassOptions.standard(), 1, 1).hasBatch()).isFalse();
    assertThatThrownBy(() -> new Verification(model, Pipeline.STANDARD, PassOptions.standard(), 3, 1))
        .isInstanceOf(InputException.class).hasMessageContaining("found a batch of 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"input x: i64[N, 5]\n  output y = x -> embedding(4, 3)",
        "input x: i64[N, 5]\n  output y = x -> embedding(1, 3)", "input x: f16[N, 8]\n  output y = x * x + x",
        "input x: bf16[N, 8]\n  output y = x * x + x"})
  @DisplayName("drawn indices fit short axes, and 16-bit outputs may be rounded as such")
  void narrow(String body) {
    LoadedModel model = ModelTexts.model(folder, "nacre 1\nmodel M {\n  " + body + "\n}\n");
    assertThat(new Verification(model, Pipeline.STANDARD, PassOptions.standard(), 3, 1).run(_ -> {}))
        .allSatisfy(line -> assertThat(line.worst()).isLessThan(1e-5));
  }

  @Test
  @DisplayName("more than rounding to 16 bits is an error of a 16-bit output")
  void notRounding() {
    Tensor right = Tensor.ofReals(DType.F16, new int[] {2}, new double[] {1, 100});
    assertThat(Verification.error(right, Tensor.ofReals(DType.F16, new int[] {2}, new double[] {1.0004, 100})))
        .isZero();
    assertThat(Verification.error(right, Tensor.ofReals(DType.F16, new int[] {2}, new double[] {1.2, 100})))
        .isBetween(0.00199, 0.002);
  }

  private static Tensor of(double... values) {
    return Tensor.ofReals(DType.F64, new int[] {values.length}, values);
  }
}
