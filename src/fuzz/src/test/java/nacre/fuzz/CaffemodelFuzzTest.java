package nacre.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights come from elsewhere: any bytes are blobs of the extents that are asked for, or a message. */
class CaffemodelFuzzTest {
  static {
    FuzzLog.begin(CaffemodelFuzzTest.class);
  }

  private final CaffeWorkplace workplace = new CaffeWorkplace();

  static List<byte[]> files() {
    return CaffeWorkplace.blobs();
  }

  @MethodSource("files")
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  @FuzzTest
  void reads(byte @NotNull [] bytes) {
    workplace.weights(bytes);
  }
}
