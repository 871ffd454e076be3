package nacre.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** A description is text that people edit, and that programs of all kinds write. */
class KerasJsonFuzzTest {
  static {
    FuzzLog.begin(KerasJsonFuzzTest.class);
  }

  private final KerasWorkplace workplace = new KerasWorkplace("m.json");

  static List<byte[]> files() {
    return KerasSeeds.descriptions();
  }

  @MethodSource("files")
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  @FuzzTest
  void reads(byte @NotNull [] bytes) {
    workplace.model(bytes);
  }
}
