package nacre.driver;

import nacre.ir.Graph;
import nacre.passes.PassManager;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.testing.RandomGraphs;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs that nobody thought of: every value of the emitted code against the reference, in poisoned memory. */
class EmittedRandomGraphsTest {
  private static final int GRAPHS = 12;

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {0, 100, 200, 300})
  @DisplayName("optimised random graphs, on vectors")
  void vectors(long first) {
    for (long seed = first; seed < first + GRAPHS; seed++) {
      Emission.of(optimised(seed), seed).check();
    }
  }

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {400, 500})
  @DisplayName("optimised random graphs, on plain Java")
  void scalars(long first) {
    for (long seed = first; seed < first + GRAPHS; seed++) {
      Emission.of(optimised(seed), seed).checkScalar();
    }
  }

  private static Graph optimised(long seed) {
    Graph source = RandomGraphs.graph(seed, 6 + (int) (seed % 20));
    PassManager passes = new PassManager(PassOptions.standard());
    return passes.run(passes.run(source, Pipeline.STANDARD).graph(), Pipeline.LEGALIZE).graph();
  }
}
