package nacre.kernels.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights files come from anywhere: sound ones are read exactly, broken ones are refused with the place and the reason. */
@Timeout(20)
class SafetensorsTest {

  private static byte[] file(String header, int data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json)
        .array();
  }

  @Test
  void readsWhatItWrote(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("net.safetensors");
    List<Tensor> tensors = List.of(Tensor.of("b", new int[] {1, -2, 3}, 3),
        Tensor.of("a.weight", new float[] {1, 2, 3, 4, 5,
          -6}, 2, 3),
        Tensor.of("ids \"\\\n\u00e4\ud83d\ude00", new long[] {1L << 40}), Tensor.of("none", new float[0], 0, 7),
        new Tensor("flags", DType.BOOL, List.of(3L), MemorySegment.ofArray(new byte[] {1, 0, 1})));
    SafetensorsWriter.write(path, tensors, Map.of("format", "nacre", "a", "b"));
    byte[] bytes = Files.readAllBytes(path);
    try (Safetensors read = Safetensors.map(path)) {
      assertThat(read.tensors().keySet())
          .containsExactlyInAnyOrderElementsOf(tensors.stream().map(Tensor::name).toList());
      assertThat(read.tensor("a.weight").orElseThrow().floats()).containsExactly(1, 2, 3, 4, 5, -6);
      assertThat(read.tensor("a.weight").orElseThrow().shape()).containsExactly(2L, 3L);
      assertThat(read.tensor("b").orElseThrow().ints()).containsExactly(1, -2, 3);
      assertThat(read.tensor(tensors.get(2).name()).orElseThrow().longs()).containsExactly(1L << 40);
      assertThat(read.tensor("none").orElseThrow().elements()).isZero();
      assertThat(read.metadata()).isEqualTo(Map.of("format", "nacre", "a", "b"));
      assertThat(read.hash()).hasSize(64).isEqualTo(Safetensors.of("memory", tensors.reversed()).hash());
      assertThatThrownBy(() -> read.tensor("b").orElseThrow().floats())
          .hasMessage("tensor `b`: found I32, required F32");
      SafetensorsWriter.write(path, read.tensors().values(), read.metadata());
    }
    assertThat(Files.readAllBytes(path)).as("same tensors, same bytes").isEqualTo(bytes);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(path);
    }
  }

  /** What the hash must tell apart: a bit of an element, a name, a shape, a type. */
  @Test
  void hashSeesEveryChange() {
    String hash = Safetensors.of("x", List.of(Tensor.of("a", new float[] {1, 2}, 2))).hash();
    assertThat(List.of(Tensor.of("a", new float[] {1, Math.nextUp(2f)}, 2), Tensor.of("b", new float[] {1, 2}, 2),
        Tensor.of("a", new float[] {1, 2}, 1, 2), Tensor.of("a", new int[] {0x3f800000, 0x40000000}, 2)))
        .noneMatch(other -> Safetensors.of("x", List.of(other)).hash().equals(hash));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "{}|8|the tensors take 0 bytes, found 8 bytes of data",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} x|8|text after the header's closing brace",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]|8|byte 60: required `}`",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,12]}}|8|are not within the 8 bytes of data",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}|8|are not within the 8 bytes of data",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}|8|found 8 bytes, F32[3] requires 12",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}|8|found 1 data_offsets, required 2",
    "{\"a\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}}|8|unknown dtype `F31`",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}|8|required a whole number from 0 to 10^18",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}|8|required a whole number",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}|8|has too many elements",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[999999999999,9],\"data_offsets\":[0,8]}}|8|requires 35999999999964",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}|8|lacks one of dtype, shape and data_offsets",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}}|8|has a field `x`",
    "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|8|has two fields `dtype`",
    "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}|8|two tensors are named `a`",
    "{\"a\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]},\"b\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[3,8]}}|8|neither overlap nor leave gaps",
    "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},\"b\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[5,8]}}|8|`b` begins at byte 5",
    "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}|0|the metadata has two `a`",
    "{\"__metadata__\":{\"a\":1}}|0|byte 29: required `\"`",
    "{\"a\\u00zz\":{}}|0|required four hexadecimal digits",
    "{\"a\\ud800b\":{}}|0|half of a surrogate pair",
    "{\"a\\ud800\\u0041\":{}}|0|half of a surrogate pair",
    "{\"a\\x\":{}}|0|an unknown escape",
    "[]|0|byte 8: required `{`"})
  void refusesABrokenHeader(String header, int data, String reason) {
    assertThatThrownBy(() -> Safetensors.parse("bad.safetensors", file(header, data)))
        .isInstanceOf(WeightsException.class).hasMessageStartingWith("bad.safetensors: ").hasMessageContaining(reason);
  }

  /** Names are shown without what could steer a terminal, and bytes that are no text are refused. */
  @Test
  void refusesHostileNames() {
    assertThatThrownBy(() -> Safetensors.parse("x", file("{\"\\u001b[31mred\":{}}", 0)))
        .hasMessageContaining("\\u{1b}[31mred").hasMessageNotContaining("\u001b");
    assertThatThrownBy(() -> Safetensors.parse("x", file("{\"a\nb\":{}}", 0)))
        .hasMessageContaining("control character");
    byte[] broken = file("{\"a\":{}}", 0);
    broken[10] = (byte) 0xff;
    assertThatThrownBy(() -> Safetensors.parse("x", broken)).hasMessageContaining("not UTF-8");
    String dims = "[" + "1,".repeat(70) + "1]";
    assertThatThrownBy(() -> Safetensors.parse("x",
        file("{\"a\":{\"dtype\":\"U8\",\"shape\":" + dims + ",\"data_offsets\":[0,1]}}", 1))).hasMessageContaining(
            "71 dimensions");
  }

  /** A length that is a lie must cost nothing: no array of that size is ever made. */
  @Test
  void refusesImpossibleLengths() {
    for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, 100}) {
      byte[] bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      assertThatThrownBy(() -> Safetensors.parse("x", bytes)).hasMessageContaining(Long.toUnsignedString(length))
          .hasMessageContaining("truncated");
    }
    assertThatThrownBy(() -> Safetensors.parse("x", new byte[7])).hasMessageContaining("found 7 bytes");
    byte[] long20 = ByteBuffer.allocate(20_000_008).order(ByteOrder.LITTLE_ENDIAN).putLong(20_000_000).array();
    assertThatThrownBy(() -> Safetensors.parse("x", long20)).hasMessageContaining("longer than");
  }

  /** Every prefix of a sound file, and every file with one byte changed, is read or refused, but never fails otherwise. */
  @Test
  void survivesTruncationAndNoise(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("net.safetensors");
    SafetensorsWriter.write(path, List.of(Tensor.of("a", new float[] {1, 2, 3}, 3), Tensor.of("b", new int[] {4}, 1)),
        Map.of("k", "v"));
    byte[] sound = Files.readAllBytes(path);
    for (int length = 0; length < sound.length; length++) {
      byte[] prefix = Arrays.copyOf(sound, length);
      assertThatThrownBy(() -> Safetensors.parse("x", prefix)).isInstanceOf(WeightsException.class);
    }
    var random = new Random(1);
    for (int trial = 0; trial < 20_000; trial++) {
      byte[] noisy = sound.clone();
      noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
      try {
        Safetensors.parse("x", noisy).hash();
      } catch (WeightsException refused) {
        assertThat(refused).hasMessageStartingWith("x: ");
      }
    }
  }

  /** Contents that are made while they are written give the same file; a wrong number of bytes leaves none behind. */
  @Test
  void writesWhatIsMadeLater(@TempDir Path folder) throws IOException {
    List<Tensor> tensors = List.of(Tensor.of("a", new float[] {1, 2, 3}, 3), Tensor.of("b", new long[] {4}, 1));
    Path now = folder.resolve("now.safetensors");
    Path later = folder.resolve("later.safetensors");
    SafetensorsWriter.write(now, tensors, Map.of());
    SafetensorsWriter.writeLater(later, tensors.stream()
        .map(each -> new SafetensorsWriter.Later(each.name(), each.dtype(), each.shape(), each::data)).toList(),
        Map.of());
    assertThat(later).hasSameBinaryContentAs(now);
    Path none = folder.resolve("none.safetensors");
    var wrong = new SafetensorsWriter.Later("a", DType.F32, List.of(2L), tensors.getFirst()::data);
    assertThatThrownBy(() -> SafetensorsWriter.writeLater(none, List.of(wrong), Map.of()))
        .hasMessageContaining("found 12 bytes, required 8");
    assertThat(none).doesNotExist();
  }

  @Test
  void saysWhichFileIsMissing(@TempDir Path folder) {
    Path none = folder.resolve("none.safetensors");
    assertThatThrownBy(() -> Safetensors.map(none)).hasMessage(none + ": no such file");
    assertThatThrownBy(() -> Safetensors.map(folder)).isInstanceOf(WeightsException.class)
        .hasMessageContaining(folder.toString());
    assertThatThrownBy(() -> Safetensors.resource(SafetensorsTest.class, "none"))
        .hasMessageContaining("no resource `none`");
    assertThatThrownBy(() -> SafetensorsWriter.write(folder.resolve("no/such/folder"), List.of(), Map.of()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Safetensors.of("x", List.of(Tensor.of("a", new int[1], 1), Tensor.of("a", new int[1], 1))))
        .hasMessageContaining("two tensors are named `a`");
  }

  @Test
  void saysHowToOpenAClosedPackage() {
    assertThatThrownBy(() -> Safetensors.resource(java.util.logging.Logger.class, "logging.safetensors"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("`opens java.util.logging;` in the module-info of `java.logging` lets weights be read");
  }
}
