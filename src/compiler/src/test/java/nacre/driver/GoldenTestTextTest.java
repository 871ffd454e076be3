package nacre.driver;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import nacre.codegen.JavaEmitter;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.testing.Golden;
import nacre.weights.Seeding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The text of generated tests: their users read it when one fails. */
class GoldenTestTextTest {
  @TempDir
  Path folder;

  @TestFactory
  @DisplayName("generated tests are short, and say what they do")
  Stream<DynamicTest> texts() {
    return Golden.cases("nacre/driver/golden_tests", golden -> Map.of("test", text(golden.section("model"))));
  }

  private String text(String model) {
    Compilation compilation = Compiler.compile(ModelTexts.model(folder, model), Pipeline.STANDARD,
        PassOptions.standard(), new Seeding(1, Seeding.Scheme.INITIAL));
    return GoldenTests.of(compilation, "org.example").test().text();
  }
}
