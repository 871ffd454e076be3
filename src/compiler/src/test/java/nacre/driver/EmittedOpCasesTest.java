package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nacre.codegen.CodeGenerator;
import nacre.codegen.Plan;
import nacre.codegen.UnsupportedModelException;
import nacre.ir.Graph;
import nacre.ir.OpCase;
import nacre.ir.OpCaseGraph;
import nacre.ir.Tensor;
import nacre.passes.PassManager;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.reference.ParamValues;
import nacre.testing.Golden;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Emitted code gives what the ops' case files say, so that kernels and decompositions are held against a third source. */
class EmittedOpCasesTest {
  private static final Path FOLDER = Golden.resources().resolve("nacre/ir/op");

  /** Not ops of the language, and covered where graphs are written as IR. */
  private static final Set<String> INTERNAL = Set.of("constant", "fused", "input", "opaque");

  /** Rounding of one op in floats, relative to the greatest element. */
  private static final double TOLERANCE = 2e-5;

  @TestFactory
  Stream<DynamicContainer> cases() throws IOException {
    return files().map(file -> DynamicContainer.dynamicContainer(name(file), OpCase.read(file).stream()
        .filter(OpCase::isComplete).filter(EmittedOpCasesTest::isEmittable)
        .map(one -> DynamicTest.dynamicTest(one.title(), () -> check(one)))));
  }

  @Test
  @DisplayName("no op is without a case that emitted code computes")
  void everyOp() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (Path file : files().toList()) {
      boolean some = OpCase.read(file).stream().filter(OpCase::isComplete).anyMatch(EmittedOpCasesTest::isEmittable);
      if (!some && !INTERNAL.contains(name(file))) {
        missing.add(name(file));
      }
    }
    assertThat(missing).isEmpty();
  }

  private static Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(file -> file.toString().endsWith(".case")).sorted().toList().stream();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".case", "");
  }

  private static boolean isEmittable(OpCase one) {
    try {
      if (Stream.concat(one.given().stream(), one.results().stream()).anyMatch(EmittedOpCasesTest::isWide)) {
        return false;
      }
      plan(OpCaseGraph.of(one).graph());
      return true;
    } catch (UnsupportedModelException e) {
      return false;
    }
  }

  /** Whole numbers that need more than the 32 bits in which emitted code keeps them are refused at the port. */
  private static boolean isWide(OpCase.Given given) {
    Tensor contents = given.contents().orElseThrow();
    return !contents.dtype().isReal() && Arrays.stream(contents.toIntegers()).anyMatch(value -> value != (int) value);
  }

  private static CodeGenerator.Planned plan(Graph graph) {
    Graph legal = new PassManager(PassOptions.standard().validating()).run(graph, Pipeline.LEGALIZE).graph();
    return CodeGenerator.plan(legal, Map.of(), Plan.Facts.NONE);
  }

  private static void check(OpCase one) {
    OpCaseGraph made = OpCaseGraph.of(one);
    Map<String, Tensor> inputs = made.inputs();
    EmittedModel model = EmittedModel.of(plan(made.graph()), "emitted", ParamValues.byPath(made.contents()));
    for (EmittedModel on : List.of(model, model.on("scalar"))) {
      List<Tensor> found = List.copyOf(on.run(inputs).values());
      for (int i = 0; i < found.size(); i++) {
        compare(found.get(i), one.results().get(i).contents().orElseThrow());
      }
    }
  }

  private static void compare(Tensor found, Tensor expected) {
    assertThat(found.type()).isEqualTo(expected.type());
    double greatest = 1;
    for (int i = 0; i < expected.elements(); i++) {
      greatest = Math.max(greatest, Double.isFinite(expected.real(i)) ? Math.abs(expected.real(i)) : 0);
    }
    for (int i = 0; i < expected.elements(); i++) {
      double wanted = expected.real(i);
      double close = expected.dtype().isReal() ? TOLERANCE * greatest : 0;
      if (Double.compare(found.real(i), wanted) != 0 && !(Math.abs(found.real(i) - wanted) <= close)) {
        assertThat(found.real(i)).as("element %d", i).isEqualTo(wanted);
      }
    }
  }
}
