package nacre.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that are sound as messages and wrong as models: nodes, extents and names of others where they do not belong. */
class OnnxEditsFuzzTest {
  static {
    FuzzLog.begin(OnnxEditsFuzzTest.class);
  }

  private static final int SEEDS = 200;

  private final Workplace workplace = new Workplace();
  private final ModelEdits edits = new ModelEdits(Seeds.models());

  static Stream<byte[]> choices() {
    Random random = new Random(1);
    return Stream.generate(() -> {
      byte[] bytes = new byte[8 + random.nextInt(80)];
      random.nextBytes(bytes);
      return bytes;
    }).limit(SEEDS);
  }

  @MethodSource("choices")
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  @FuzzTest
  void imports(byte @NotNull [] choices) {
    workplace.imports(edits.edited(new Choices(choices)));
  }
}
