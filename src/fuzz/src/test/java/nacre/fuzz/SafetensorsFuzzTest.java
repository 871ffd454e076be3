package nacre.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nacre.kernels.weights.Safetensors;
import nacre.kernels.weights.Tensor;
import nacre.kernels.weights.WeightsException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights come from elsewhere: any bytes are tensors that lie within them, or a message that names the file. */
class SafetensorsFuzzTest {
  static {
    FuzzLog.begin(SafetensorsFuzzTest.class);
  }

  /** Headers, each followed by as many bytes of data as there are tensors times 16. */
  private static final List<String> HEADERS = List.of("{}", """
      {"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""", """
      {"__metadata__":{"format":"pt"},"a":{"dtype":"I64","shape":[2],"data_offsets":[0,16]}}""",
      """
      {"b":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"a":{"dtype":"F16","shape":[1,8],"data_offsets":[16,32]}}""",
      """
      {"\\u00e9\\"\\\\":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"c":{"dtype":"BF16","shape":[0],"data_offsets":[1,1]}}""",
      """
      {"x":{"dtype":"BOOL","shape":[16],"data_offsets":[0,16]}}\s\s\s""");

  static Stream<byte[]> files() {
    return HEADERS.stream().map(SafetensorsFuzzTest::file);
  }

  private static byte[] file(String header) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).array());
    out.writeBytes(text);
    long data = header.contains("U8") ? 1 : 16L * (header.split("dtype", -1).length - 1);
    out.writeBytes(new byte[(int) data]);
    return out.toByteArray();
  }

  @MethodSource("files")
  @DictionaryEntries({"\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"__metadata__\"", "\"F32\"", "\"I64\"", "\"F16\"",
    "\"BF16\"", "\"F8_E4M3\"", "9223372036854775807", "-1", "1e3", "\\u0000", "\\ud800", "null", "true", "[[", "{{"})
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  @FuzzTest
  void reads(byte @NotNull [] bytes) {
    try (Safetensors file = Safetensors.parse("w.safetensors", bytes)) {
      long size = 0;
      for (Tensor tensor : file.tensors().values()) {
        for (long at = 0; at < tensor.data().byteSize(); at++) {
          size += tensor.data().get(ValueLayout.JAVA_BYTE, at) & 0;
        }
        size += tensor.data().byteSize();
        assertThat(tensor.elements() * tensor.dtype().bytes()).isEqualTo(tensor.data().byteSize());
      }
      assertThat(size).isLessThan(bytes.length);
      assertThat(file.hash()).hasSize(64);
    } catch (WeightsException e) {
      assertThat(e).hasMessageContaining("w.safetensors");
    }
  }
}
