package nacre.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.IrPrinter;
import nacre.testing.Golden;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One case per file: {@code [pass]} names a pipeline, {@code [before]} and {@code [after]} are graphs, {@code [passed]} and
 * {@code [missed]} what was said. Whatever the case is about, both graphs compute the same on hostile values, every patch
 * is validated by itself, and the pass finds nothing more in its own result.
 */
class PassGoldenTest {
  private static final int SEEDS = 3;

  @TestFactory
  @DisplayName("each rewrite fires where it may, stays away where it may not, and says so")
  Stream<DynamicTest> cases() {
    return Golden.cases("nacre/passes", PassGoldenTest::outcome);
  }

  private static Map<String, String> outcome(Golden golden) {
    Graph before = IrParser.parse(golden.section("before"));
    Pipeline pipeline = Pipeline.parse(golden.section("pass").strip());
    PassManager manager = new PassManager(PassOptions.standard().validating());
    Optimized optimized = manager.run(before, pipeline);
    for (int seed = 0; seed < SEEDS; seed++) {
      Equivalence.check(before, optimized.graph(), seed);
    }
    assertEquals(print(optimized.graph()), print(manager.run(optimized.graph(), pipeline).graph()), "twice is once");
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put("after", print(optimized.graph()));
    sections.put("passed", remarks(optimized, Remark.Kind.PASSED));
    sections.put("missed", remarks(optimized, Remark.Kind.MISSED));
    return sections;
  }

  private static String print(Graph graph) {
    return IrPrinter.print(graph, IrPrinter.Detail.WITHOUT_LOCATIONS);
  }

  private static String remarks(Optimized optimized, Remark.Kind kind) {
    return optimized.remarks().stream().filter(remark -> remark.kind() == kind)
        .map(remark -> remark.text() + remark.enabling().map(edit -> "\n  " + edit).orElse("") + "\n")
        .collect(Collectors.joining());
  }
}
