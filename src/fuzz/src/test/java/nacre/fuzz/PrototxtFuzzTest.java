package nacre.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** A network is text that people edit: any text is a sound graph, or a message with its line. */
class PrototxtFuzzTest {
  static {
    FuzzLog.begin(PrototxtFuzzTest.class);
  }

  private final CaffeWorkplace workplace = new CaffeWorkplace();

  static List<byte[]> texts() {
    return Seeds.cases("caffe").map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  @MethodSource("texts")
  @DictionaryEntries({"layer {", "layers {", "type: \"Convolution\"", "type: \"Pooling\"", "type: \"Reshape\"",
    "type: \"Scale\"", "type: \"Crop\"", "type: \"Interp\"", "type: \"LRN\"", "axis: -1", "dim: 0", "dim: -1",
    "dim: 2147483647", "stride: 0", "pad: -1", "kernel_size: 0", "group: 0", "num_output: 0", "param { name: \"w\" }",
    "include { phase: TRAIN }", "inf", "nan", "net: \"m.prototxt\"", "net_param {", "< >", "[,]", "\\U"})
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  @FuzzTest
  void imports(byte @NotNull [] bytes) {
    workplace.text(bytes);
  }
}
