package nacre.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** A file with the ending of a model may hold any bytes; damage below the level of fields is found this way. */
class OnnxBytesFuzzTest {
  static {
    FuzzLog.begin(OnnxBytesFuzzTest.class);
  }

  private final Workplace workplace = new Workplace();

  static List<byte[]> models() {
    return Seeds.models();
  }

  @MethodSource("models")
  @DictionaryFile(resourcePath = "onnx.dict")
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  @FuzzTest
  void imports(byte @NotNull [] bytes) {
    workplace.imports(bytes);
  }
}
