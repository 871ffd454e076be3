package nacre.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** A zip file with a config and weights may hold anything, or nothing of what it says. */
class KerasArchiveFuzzTest {
  static {
    FuzzLog.begin(KerasArchiveFuzzTest.class);
  }

  private final KerasWorkplace workplace = new KerasWorkplace("m.keras");

  static List<byte[]> files() {
    return KerasSeeds.archives();
  }

  @MethodSource("files")
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  @FuzzTest
  void reads(byte @NotNull [] bytes) {
    workplace.model(bytes);
  }
}
