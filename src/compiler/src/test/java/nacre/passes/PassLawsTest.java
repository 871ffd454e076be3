package nacre.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nacre.ir.Graph;
import nacre.ir.IrPrinter;
import nacre.ir.Verifier;
import nacre.ir.op.BatchNorm;
import nacre.testing.RandomGraphs;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pass on every graph, tried on drawn graphs over all ops. */
class PassLawsTest {
  private static final int SEEDS = 100;
  private static final int SIZE = 14;

  static List<Pipeline> pipelines() {
    List<Pipeline> pipelines = new ArrayList<>();
    for (String name : Passes.names()) { // what comes first gives the last one something to do
      String first = name.equals("eliminate-dead-code") ? "" : "eliminate-dead-code, ";
      pipelines.add(Pipeline.parse(first + (name.startsWith("fold-") ? "canonicalize-batch-norm, " : "") + name));
    }
    pipelines.add(Pipeline.STANDARD);
    return pipelines;
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  @DisplayName("a pass keeps what is computed and what paths mean, leaves a sound graph, and finds nothing more in it")
  void lawsHold(Pipeline pipeline) {
    int replaced = 0;
    PassManager manager = new PassManager(PassOptions.standard().validating());
    for (long seed = 0; seed < SEEDS; seed++) {
      Graph before = graph(seed);
      String text = IrPrinter.print(before);
      Optimized once = manager.run(before, pipeline);
      assertThat(Verifier.violations(once.graph())).as("seed %d", seed).isEmpty();
      assertThat(IrPrinter.print(before)).as("the given graph, seed %d", seed).isEqualTo(text);
      Equivalence.check(before, once.graph(), seed);
      assertThat(replacements(manager.run(once.graph(), pipeline))).as("replacements the second time, seed %d", seed)
          .isZero();
      replaced += once.runs().getLast().replaced();
    }
    assertThat(replaced).as("a law about nothing is no law").isPositive();
  }

  @Test
  @DisplayName("passes in the wrong order do less, but nothing wrong")
  void anyOrder() {
    Pipeline reversed = new Pipeline(Passes.all().reversed());
    for (long seed = 0; seed < SEEDS; seed++) {
      Graph before = graph(seed);
      Equivalence.check(before, new PassManager(PassOptions.standard().validating()).run(before, reversed).graph(),
          seed);
    }
  }

  /** A graph over all ops, one as people write them, or one whose parameters are known in part. */
  private static Graph graph(long seed) {
    return switch ((int) (seed % 5)) {
      case 0 -> RandomGraphs.graph(seed, SIZE);
      case 1 -> KnownParams.of(RandomNets.graph(seed, SIZE), seed);
      default -> RandomNets.graph(seed, SIZE);
    };
  }

  private static int replacements(Optimized optimized) {
    return optimized.runs().stream().mapToInt(PassRun::replaced).sum();
  }

  @Test
  @DisplayName("stopped after any number of patches the graph still computes the same, so that faults can be bisected")
  void everyPrefixIsSound() {
    for (long seed = 0; seed < 12; seed++) {
      Graph before = graph(seed);
      int all = replacements(new PassManager(PassOptions.standard()).run(before, Pipeline.STANDARD));
      for (int limit = 0; limit <= all; limit++) {
        Optimized some = new PassManager(PassOptions.standard().limitedTo(limit)).run(before, Pipeline.STANDARD);
        assertThat(replacements(some)).isEqualTo(limit);
        Equivalence.check(before, some.graph(), seed);
      }
    }
  }

  @Test
  @DisplayName("each batch norm that is not dead is folded or missed, and said once")
  void oneRemarkPerBatchNorm() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Graph before = graph(seed);
      Map<String, Integer> said = new HashMap<>();
      new PassManager(PassOptions.standard()).run(before, Pipeline.STANDARD).remarks().stream()
          .filter(remark -> remark.noun().equals("batch norm"))
          .forEach(remark -> said.merge(remark.path(), 1, Integer::sum));
      List<String> norms =
          before.nodes().stream().filter(node -> node.op() instanceof BatchNorm).map(node -> node.path()).toList();
      assertThat(said.keySet()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(norms);
      assertThat(said.values()).as("seed %d", seed).allMatch(count -> count == 1);
    }
  }
}
