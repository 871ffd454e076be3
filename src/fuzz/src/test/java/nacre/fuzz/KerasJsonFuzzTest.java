package nacre.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
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
  @DictionaryEntries({"\"class_name\": \"Model\"", "\"class_name\": \"Sequential\"", "\"layers\": [", "\"config\": {",
    "\"inbound_nodes\": [[[\"a\", 0, 0, {}]]]", "\"batch_input_shape\": [null, 4]",
    "\"data_format\": \"channels_first\"",
    "\"padding\": \"same\"", "\"strides\": [0, -1]", "\"units\": 2147483647", "null", "NaN", "-1", "1e999"})
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  @FuzzTest
  void reads(byte @NotNull [] bytes) {
    workplace.model(bytes);
  }
}
