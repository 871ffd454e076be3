package nacre.weights;

import static nacre.weights.WeightFixtures.bound;
import static nacre.weights.WeightFixtures.nacre;
import static nacre.weights.WeightFixtures.norm;
import static nacre.weights.WeightFixtures.renamed;
import static nacre.weights.WeightFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nacre.kernels.weights.DType;
import nacre.kernels.weights.SafetensorsWriter;
import nacre.kernels.weights.Tensor;
import nacre.source.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NumPy archives as weight files: what {@code np.savez} writes is bound, and what is damaged or something else says so. */
class NpzFileTest {
  @TempDir
  Path folder;

  /** An array as NumPy stores it. */
  private static byte[] array(String descr, String fortran, String shape, byte... contents) {
    String header = "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }\n".formatted(descr, fortran, shape);
    ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + contents.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
    return bytes.put(header.getBytes(StandardCharsets.US_ASCII)).put(contents).array();
  }

  private static byte[] floats(ByteOrder order, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  private static byte[] vector(float... values) {
    return array("<f4", "False", values.length + ",", floats(ByteOrder.LITTLE_ENDIAN, values));
  }

  /** As {@code np.savez} does, without packing. */
  private Path archive(Map<String, byte[]> entries) throws IOException {
    Path file = folder.resolve("w.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setMethod(ZipOutputStream.STORED);
      for (var entry : entries.entrySet()) {
        ZipEntry stored = new ZipEntry(entry.getKey());
        CRC32 sum = new CRC32();
        sum.update(entry.getValue());
        stored.setSize(entry.getValue().length);
        stored.setCrc(sum.getValue());
        zip.putNextEntry(stored);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  private static WeightBinding bind(Path file) {
    return WeightBinder.bind(norm(), WeightFiles.open(file), path -> path);
  }

  private static String refusal(Path file) {
    String[] said = new String[1];
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThatThrownBy(() -> bind(file))
        .isInstanceOf(InputException.class).satisfies(thrown -> said[0] = ((InputException) thrown).text()));
    return said[0];
  }

  @Test
  @DisplayName("halves, doubles, Fortran's order and big-endian numbers of a state dict fill what its dotted names say")
  void stateDict() throws IOException {
    byte[] halves = {0x00, 0x47, 0x00, 0x48};
    byte[] doubles = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putDouble(9).putDouble(10).array();
    Path file = archive(Map.of(
        "dense.weight.npy", array("<f4", "True", "2, 3", floats(ByteOrder.LITTLE_ENDIAN, 1, 4, 2, 5, 3, 6)),
        "dense.bias.npy", array("<f2", "False", "2,", halves),
        "batch_norm.weight.npy", array("<f8", "False", "2,", doubles),
        "batch_norm.bias.npy", array(">f4", "False", "2,", floats(ByteOrder.BIG_ENDIAN, 11, 12)),
        "batch_norm.running_mean.npy", vector(13, 14), "batch_norm.running_var.npy", vector(15, 16),
        "batch_norm.num_batches_tracked.npy", array("<i8", "False", "", new byte[8])));
    WeightBinding binding = bind(file);
    assertThat(bound(binding, norm(), "dense.weight").toReals()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(bound(binding, norm(), "dense.bias").toReals()).containsExactly(7, 8);
    assertThat(bound(binding, norm(), "batch_norm.gamma").toReals()).containsExactly(9, 10);
    assertThat(bound(binding, norm(), "batch_norm.beta").toReals()).containsExactly(11, 12);
  }

  @Test
  @DisplayName("equal tensors have one hash in both formats, with or without a counter; other contents have another")
  void hashes() throws IOException {
    Path npz = folder.resolve("w.npz");
    Path safetensors = folder.resolve("w.safetensors");
    SafetensorsWriter.write(safetensors, with(nacre(), Tensor.of("batch_norm.num_batches_tracked", new long[] {3})),
        Map.of());
    Files.write(npz, new byte[0]);
    try (WeightFile any = WeightFiles.open(archive(Map.of("a.npy", vector(1))))) {
      any.write(npz, nacre().stream().map(StoredTensor::of).toList());
    }
    assertThat(((WeightBinding.Bound) bind(npz)).hash()).isEqualTo(((WeightBinding.Bound) bind(safetensors)).hash());
    SafetensorsWriter.write(safetensors, with(nacre(), Tensor.of("dense.bias", new float[] {7, 9}, 2)), Map.of());
    assertThat(((WeightBinding.Bound) bind(npz)).hash()).isNotEqualTo(((WeightBinding.Bound) bind(safetensors)).hash());
  }

  @ParameterizedTest
  @ValueSource(strings = {"F16", "F32", "F64", "I8", "I16", "I32", "I64", "U8", "U16", "U32", "U64", "BOOL"})
  @DisplayName("tensors of every type that NumPy has are written as they are, bit by bit")
  void written(String name) throws IOException {
    DType dtype = DType.valueOf(name);
    byte[] bytes = new byte[2 * dtype.bytes()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = dtype == DType.BOOL ? 1 : (byte) (31 * i + 7);
    }
    Tensor tensor = new Tensor("t", dtype, List.of(2L, 1L), MemorySegment.ofArray(bytes));
    Path file = folder.resolve("t.npz");
    try (WeightFile any = WeightFiles.open(archive(Map.of("a.npy", vector(1))))) {
      any.write(file, List.of(StoredTensor.of(tensor)));
    }
    try (WeightFile read = WeightFiles.open(file)) {
      StoredTensor stored = read.tensor("t").orElseThrow();
      assertThat(stored.dtype()).isEqualTo(dtype);
      assertThat(stored.shape()).containsExactly(2L, 1L);
      assertThat(stored.bytes().get().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes);
    }
  }

  @Test
  @DisplayName("a bit that was turned on its way is found by the checksum, when the contents are read")
  void damaged() throws IOException {
    Path file = archive(Map.of("dense.weight.npy", array("<f4", "False", "2, 3", new byte[24])));
    byte[] bytes = Files.readAllBytes(file);
    int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("(2, 3), }\n") + "(2, 3), }\n".length();
    bytes[header + 5] ^= 1;
    Files.write(file, bytes);
    assertThat(WeightFiles.open(file).tensors()).containsOnlyKeys("dense.weight");
    assertThat(refusal(file)).contains("w.npz!dense.weight.npy: the contents do not have the checksum");
  }

  @Test
  @DisplayName("an archive that is cut short is refused, wherever it is cut")
  void cut() throws IOException {
    byte[] whole = Files.readAllBytes(archive(Map.of("dense.weight.npy", vector(1, 2, 3))));
    for (int length = 4; length < whole.length; length += 7) {
      Path file = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, length));
      assertThat(refusal(file)).contains("cut.npz").contains("damaged or cut short");
    }
  }

  @Test
  @DisplayName("a bomb is refused by what its bytes can hold, and what is not asked for is never unpacked")
  void bombs() throws IOException {
    Path file = folder.resolve("bomb.npz");
    byte[] header = array("<f4", "False", "500000000,");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("dense.weight.npy"));
      zip.write(header);
      for (int i = 0; i < 64; i++) {
        zip.write(new byte[1 << 20]);
      }
      zip.closeEntry();
    }
    assertThat(refusal(file)).contains("for the 2000000000 of f32[500000000]; the archive is damaged");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("dense.weight.npy"));
      zip.write(array("<f4", "False", "16777216,"));
      for (int i = 0; i < 64; i++) {
        zip.write(new byte[1 << 20]);
      }
      zip.closeEntry();
    }
    assertThat(((WeightBinding.Unfit) bind(file)).unfit())
        .containsExactly("`dense.weight`: found F32[16777216], required f32[2, 3]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {"a.npy a | found `a` in the archive", "x.txt | found `x.txt` in the archive",
    "archive/data.pkl archive/data/0 | this is a PyTorch checkpoint", "data.pkl | weights_only=True",
    "config.json model.weights.h5 | numpy.savez(\"w.npz\"", "../a.npy ../a | found `../a` in the archive"})
  @DisplayName("archives of something else say what they are")
  void others(String names, String said) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String name : names.split(" ")) {
      entries.put(name, vector(1));
    }
    assertThat(refusal(archive(entries))).contains(said);
  }

  @Test
  @DisplayName("arrays of Python objects are pickles: they are never read, and the message has the line that saves them well")
  void objects() throws IOException {
    Path file = archive(Map.of("arr_0.npy", array("|O", "False", "", new byte[40])));
    assertThat(refusal(file)).contains("w.npz!arr_0.npy: found an array of Python objects")
        .contains("np.savez(\"x.npz\", **{k: v.numpy() for k, v in tensors.items()})");
  }

  @Test
  @DisplayName("an archive of nothing, and one that has a name twice, are refused")
  void names() throws IOException {
    assertThat(refusal(archive(Map.of()))).contains("found no arrays");
    Path file = archive(Map.of("aa.npy", vector(1), "ab.npy", vector(2)));
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("ab.npy", "aa.npy");
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refusal(file)).contains("two arrays named `aa`");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
    "w.pth | 80027d7100 | torch.load(\"w.pth\", map_location=\"cpu\", weights_only=True)",
    "old.bin | 8a0a6cfc9c46f920 | this is a PyTorch checkpoint", "w b.pt | 80 | torch.load(\"model\"",
    "k.h5 | 894844460d0a1a0a00 | this is an HDF5 file", "k.h5 | 894844460d0a1a0a00 | load_model(\"k.h5\")",
    "a.npy | 934e554d50590100 | a single NumPy array"})
  @DisplayName("other frameworks' files are known by their first bytes, and say how to make what is read")
  void foreign(String name, String hex, String said) throws IOException {
    Path file = Files.write(folder.resolve(name), HexFormat.of().parseHex(hex));
    assertThat(refusal(file)).contains(name).contains(said);
  }

  @Test
  @DisplayName("what a file is called does not matter where its contents say what it is")
  void anyName() throws IOException {
    Path file = folder.resolve("pytorch_model.bin");
    SafetensorsWriter.write(file, renamed(nacre(), name -> name), Map.of());
    assertThat(bind(file)).isInstanceOf(WeightBinding.Bound.class);
  }
}
