package nacre.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.OpCase;
import nacre.ir.OpCaseGraph;
import nacre.ir.Tensor;
import nacre.ir.op.Constant;
import nacre.ir.op.InputOp;
import nacre.ir.op.Op;
import nacre.ir.op.OpaqueOp;
import nacre.onnx.export.OnnxExporter;
import nacre.onnx.export.ops.Spellings;
import nacre.reference.ParamValues;
import nacre.source.InputException;
import nacre.testing.Checkout;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every op with every setting that its case file has goes out as ONNX and comes back as it was, and ONNX Runtime, which knows
 * nothing of Nacre, computes what the case says.
 */
class ExportedOpsTest {
  /** Rounding of one op in floats, relative to the greatest element. */
  private static final double TOLERANCE = 2e-5;

  /** What has no words in ONNX. */
  private static final Map<String, String> UNSAID =
      Map.of("expand: symbols", "no input of the model has the extent `N`",
          "opaque: an operation that Nacre does not know keeps its place, its attributes and its bodies", "has bodies");

  /** Where ONNX Runtime computes something else, or nothing. */
  private static final Set<String> OTHERWISE = Set.of(
      // the standard leaves it open
      "cast: what is no number is 0", "cast: of 64 bits at first, for unsigned ones of 32",
      "cast: the range of unsigned ones of 64 bits is their own", "pow: whole numbers wrap around as products do",
      "reduce_mean: of nothing",
      "reverse_sequence: what is below 0 is none",
      // what is no number is passed over, or taken for some place
      "reduce_max: what is no number wins", "reduce_min: what is no number wins",
      "grid_sample: infinitely far away there is nothing", "grid_sample: infinitely far away there is the border",
      "grid_sample: what is no number is no place",
      // its inference of shapes allows no stretching under an ellipsis
      "einsum: leading axes stretched",
      // the place lies between two elements, and 0.6 is no 32-bit real
      "resize: nearest, half_pixel_symmetric");

  @TempDir
  Path folder = Path.of("");

  @Test
  @DisplayName("an op that nobody can say in ONNX would show only in a user's model")
  void everyOpIsSaid() {
    Set<String> missing = new TreeSet<>();
    for (Class<?> type : Op.class.getPermittedSubclasses()) {
      if (Spellings.ops().stream().noneMatch(type::equals)) {
        missing.add(type.getSimpleName());
      }
    }
    assertThat(missing).as("inputs, constants and unknown operators are said where the graph is")
        .containsExactlyInAnyOrder(
            InputOp.class.getSimpleName(), Constant.class.getSimpleName(), OpaqueOp.class.getSimpleName());
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(Checkout.root().resolve("src/compiler/src/test/resources/nacre/ir/op"))) {
      return all.filter(file -> file.toString().endsWith(".case")).sorted().toList();
    }
  }

  @TestFactory
  Stream<DynamicContainer> comesBack() throws IOException {
    return files().stream().map(file -> DynamicContainer.dynamicContainer(name(file), OpCase.read(file).stream()
        .filter(one -> !one.isError())
        .map(one -> DynamicTest.dynamicTest(one.title(), () -> comesBack(name(file) + ": " + one.title(), one)))));
  }

  private void comesBack(String name, OpCase one) throws IOException {
    Graph graph = OpCaseGraph.of(one).graph();
    Path file = folder.resolve("case.onnx");
    if (UNSAID.containsKey(name)) {
      assertThatThrownBy(() -> RoundTrip.check(graph, zeros(), file)).isInstanceOf(InputException.class)
          .hasMessageContaining(UNSAID.get(name));
    } else {
      RoundTrip.check(graph, zeros(), file);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".case", "");
  }

  private static ParamValues zeros() {
    return (_, param) -> {
      int[] shape = param.type().dims().stream().mapToInt(dim -> (int) dim.at(Map.of())).toArray();
      return param.type().dtype().isReal()
          ? Tensor.reals(param.type().dtype(), shape, _ -> 0)
          : Tensor.integers(param.type().dtype(), shape, _ -> 0);
    };
  }

  @TestFactory
  Stream<DynamicContainer> means() throws IOException {
    return files().stream().map(file -> DynamicContainer.dynamicContainer(name(file), OpCase.read(file).stream()
        .filter(OpCase::isComplete).filter(one -> !dividesByZero(one) && !isEmpty(one) && !isUnsigned(one))
        .map(one -> DynamicTest.dynamicTest(one.title(), () -> check(name(file) + ": " + one.title(), one)))));
  }

  /** Whole numbers divided by 0, which ONNX leaves open and at which ONNX Runtime ends the process. */
  private static boolean dividesByZero(OpCase one) {
    return one.given().stream().filter(given -> given.name().equals("b")).flatMap(given -> given.contents().stream())
        .anyMatch(contents -> !contents.dtype().isReal()
            && IntStream.range(0, contents.elements()).anyMatch(i -> contents.integer(i) == 0));
  }

  /** Nothing to compare; some kernels end the process. */
  private static boolean isEmpty(OpCase one) {
    return one.results().stream().anyMatch(result -> result.type().shape().elements().is(0));
  }

  private static boolean isUnsigned(OpCase one) {
    return one.given().stream()
        .anyMatch(given -> Set.of(DType.U16, DType.U32, DType.U64).contains(given.type().dtype()));
  }

  private void check(String name, OpCase one) throws IOException, OrtException {
    if (OTHERWISE.contains(name)) {
      assertThatThrownBy(() -> check(one)).as("this can leave the list").isInstanceOf(AssertionError.class);
    } else {
      check(one);
    }
  }

  private void check(OpCase one) throws IOException, OrtException {
    OpCaseGraph made = OpCaseGraph.of(one);
    Path file = folder.resolve("case.onnx");
    new OnnxExporter().write(file, made.graph(), ParamValues.byPath(made.contents()));
    try (OnnxRuntime runtime = OnnxRuntime.of(file)) {
      List<Tensor> found = List.copyOf(runtime.run(made.inputs()).values());
      for (int i = 0; i < found.size(); i++) {
        Tensor expected = one.results().get(i).contents().orElseThrow();
        assertThat(Agreement.error(expected, found.get(i))).as("result %d", i)
            .isLessThanOrEqualTo(expected.dtype().isReal() ? TOLERANCE : 0);
      }
    } catch (OrtException e) {
      assertThat(Agreement.isRare(made.graph())).as(e.getMessage()).isTrue();
    }
  }
}
