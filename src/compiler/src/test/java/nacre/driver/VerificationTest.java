package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.reference.Interpreter;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    Map<Value, Tensor> found = new HashMap<>();
    Seeding seeding = new Seeding(5, Seeding.Scheme.VARIED);
    new Interpreter(graph).run(RandomInputs.draw(graph, 2, 5), (_, param) -> seeding.values(param), (node, results) -> {
      reference.put(node.path(), results.getFirst());
      found.put(node.value(), results.getFirst());
    });
    assertThat(Verification.compare(graph, "same", graph, found, reference).worst()).isZero();

    Node norm = graph.nodes().stream().filter(node -> node.path().equals("batch_norm")).findFirst().orElseThrow();
    Tensor right = reference.get("batch_norm");
    found.put(norm.value(), Tensor.reals(DType.F32, right.shape(), i -> right.real(i) + (i == 7 ? 1 : 0)));
    Verification.Line line = Verification.compare(graph, "one wrong", graph, found, reference);
    assertThat(line.worst()).isGreaterThan(0.01);
    assertThat(line.where()).isEqualTo("batch_norm");

    found.put(graph.outputs().getFirst().value(), of(1, 2));
    assertThat(Verification.compare(graph, "shape", graph, found, reference).worst()).isInfinite();
  }

  private static Tensor of(double... values) {
    return Tensor.ofReals(DType.F64, new int[] {values.length}, values);
  }
}
