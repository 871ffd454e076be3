package nacre.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.source.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays in NumPy's format: every version, order and type that is written in practice, and every header that lies. */
class NpyTest {
  private static final long LIMIT = 1 << 20;

  @TempDir
  Path folder;

  private static byte[] file(int version, String header, byte[] contents) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(12 + text.length + contents.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      bytes.putShort((short) text.length);
    } else {
      bytes.putInt(text.length);
    }
    bytes.put(text).put(contents);
    byte[] all = new byte[bytes.position()];
    bytes.flip().get(all);
    return all;
  }

  private static String header(String descr, String fortran, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }\n".formatted(descr, fortran, shape);
  }

  private static Tensor read(byte[] bytes) {
    return Npy.read("a.npy", new ByteArrayInputStream(bytes), LIMIT);
  }

  private static byte[] floats(ByteOrder order, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  @ParameterizedTest(name = "version {0}")
  @ValueSource(ints = {1, 2, 3})
  @DisplayName("all three versions of the format are read; they differ in the length of the header's length")
  void versions(int version) {
    Tensor tensor = read(file(version, header("<f4", "False", "2, 2"), floats(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4)));
    assertThat(tensor.shape()).containsExactly(2, 2);
    assertThat(tensor.toReals()).containsExactly(1, 2, 3, 4);
  }

  @Test
  @DisplayName("an array in Fortran's order has the elements of NumPy's own order afterwards, in three dimensions too")
  void fortran() {
    float[] stored = new float[12];
    for (int i = 0; i < 12; i++) {
      int a = i % 2;
      int b = i / 2 % 3;
      int c = i / 6;
      stored[i] = 100 * a + 10 * b + c;
    }
    Tensor tensor = read(file(1, header("<f4", "True", "2, 3, 2"), floats(ByteOrder.LITTLE_ENDIAN, stored)));
    assertThat(tensor.toReals()).containsExactly(0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121);
  }

  @Test
  @DisplayName("big-endian arrays, halves, doubles, truth values, and unsigned integers above the signed range")
  void types() {
    assertThat(read(file(1, header(">f4", "False", "2,"), floats(ByteOrder.BIG_ENDIAN, 1.5f, -2))).toReals())
        .containsExactly(1.5, -2);
    assertThat(read(file(1, header("<f2", "False", "2,"), new byte[] {0x00, 0x3c, 0x00, (byte) 0xc1})).toReals())
        .containsExactly(1, -2.5);
    byte[] wide = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(1e-300).array();
    assertThat(read(file(1, header("<f8", "False", ""), wide)).real(0)).isEqualTo(1e-300);
    assertThat(read(file(1, header("|b1", "False", "3,"), new byte[] {0, 1, 7})).toIntegers()).containsExactly(0, 1, 1);
    assertThat(read(file(1, header("|u1", "False", "2,"), new byte[] {(byte) 200, 3})).toIntegers())
        .containsExactly(200, 3);
    assertThat(read(file(1, header("<u4", "False", "1,"), new byte[] {-1, -1, -1, -1})).integer(0))
        .isEqualTo(4294967295L);
    assertThat(read(file(1, header(">i2", "False", "1,"), new byte[] {-1, -2})).integer(0)).isEqualTo(-2);
  }

  @Test
  @DisplayName("no elements and no axes are arrays too")
  void small() {
    assertThat(read(file(1, header("<f4", "False", "0, 2147483647"), new byte[0])).elements()).isZero();
    assertThat(read(file(1, header("<i8", "False", ""), new byte[] {5, 0, 0, 0, 0, 0, 0, 0})).rank()).isZero();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', value = {"1000000000000, | below 2147483648", "-1, 4 | 0 or more", "2147483648, | below",
    "2147483647, 2147483647 | more than 2147483647 elements", "131073, | required at most 131072", "x, | `x`",
    "1e3, | `1e3`"})
  @DisplayName("extents that no array can have are refused before anything is made for them")
  void hostileShapes(String shape, String said) {
    assertTimeoutPreemptively(Duration.ofSeconds(20),
        () -> assertThatThrownBy(() -> read(file(1, header("<f8", "False", shape), new byte[8])))
            .isInstanceOf(InputException.class).hasMessageContaining("a.npy").hasMessageContaining(said));
  }

  @Test
  @DisplayName("a thousand axes are refused")
  void manyAxes() {
    assertThatThrownBy(() -> read(file(1, header("<f8", "False", "1, ".repeat(1000)), new byte[8])))
        .isInstanceOf(InputException.class).hasMessageContaining("1000 axes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"|O", "O", "<O8"})
  @DisplayName("arrays of Python objects are refused: reading them would run what they say")
  void objects(String descr) {
    assertThatThrownBy(() -> read(file(1, header(descr, "False", "2,"), new byte[16])))
        .isInstanceOf(InputException.class).hasMessageContaining("Python objects");
  }

  @Test
  @DisplayName("records, complex numbers, texts and headers without a key are refused")
  void otherTypes() {
    String record = "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }";
    assertThatThrownBy(() -> read(file(1, record, new byte[16]))).hasMessageContaining("records");
    for (String descr : new String[] {"<c8", "<U5", "<f16", "<M8[ns]"}) {
      assertThatThrownBy(() -> read(file(1, header(descr, "False", "2,"), new byte[99])))
          .isInstanceOf(InputException.class).hasMessageContaining(descr);
    }
    assertThatThrownBy(() -> read(file(1, "{'descr': '<f4', 'shape': (2,), }", new byte[8])))
        .isInstanceOf(InputException.class).hasMessageContaining("`fortran_order`");
  }

  @Test
  @DisplayName("files that end early say where, whatever is cut")
  void truncated() {
    byte[] whole = file(2, header("<f4", "False", "2, 2"), floats(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(InputException.class);
    }
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1)))
        .hasMessageContaining("found 15 bytes of elements, required 16");
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1)))
        .hasMessageContaining("found more than the 16 bytes of elements that [2, 2] of f32 takes");
  }

  @Test
  @DisplayName("a header of four gigabytes, and a version to come, are refused")
  void hostileLengths() {
    byte[] long32 = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1};
    assertThatThrownBy(() -> read(long32)).isInstanceOf(InputException.class).hasMessageContaining("4294967295");
    assertThatThrownBy(() -> read(file(4, header("<f4", "False", "1,"), new byte[4])))
        .hasMessageContaining("version 4");
  }

  @Test
  @DisplayName("what is written is read again, bit by bit")
  void roundTrip() throws IOException {
    Tensor tensor = Tensor.reals(DType.F32, new int[] {2, 3}, i -> (float) Math.sin(i));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(tensor, out);
    assertThat(out.size() % 64).isEqualTo(24);
    assertThat(read(out.toByteArray())).isEqualTo(tensor);
    ByteArrayOutputStream integers = new ByteArrayOutputStream();
    Npy.write(Tensor.ofIntegers(DType.I64, new int[] {2}, new long[] {Long.MIN_VALUE, 7}), integers);
    assertThat(read(integers.toByteArray()).toIntegers()).containsExactly(Long.MIN_VALUE, 7);
  }

  @Test
  @DisplayName("an archive gives its arrays by name; one that unpacks to more than the limit is stopped")
  void archives() throws IOException {
    Path file = zip("two.npz", file(1, header("<f4", "False", "1,"), floats(ByteOrder.LITTLE_ENDIAN, 5)),
        file(1, header("<f4", "False", "1,"), floats(ByteOrder.LITTLE_ENDIAN, 6)));
    assertThat(Npz.read(file, LIMIT).keySet()).containsExactly("a0", "a1");
    assertThat(Npz.read(file, LIMIT).get("a1").real(0)).isEqualTo(6);
    assertThatThrownBy(() -> Npz.read(file, 8)).isInstanceOf(InputException.class).hasMessageContaining("a1.npy");
    Path bomb = zip("bomb.npz", file(1, header("<f4", "False", "100000000,"), new byte[1 << 22]));
    assertThatThrownBy(() -> Npz.read(bomb, LIMIT)).isInstanceOf(InputException.class)
        .hasMessageContaining("required at most");
    Path text = Files.writeString(folder.resolve("text.npz"), "no archive");
    assertThatThrownBy(() -> Npz.read(text, LIMIT)).isInstanceOf(InputException.class).hasMessageContaining("text.npz");
  }

  private Path zip(String name, byte[]... arrays) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < arrays.length; i++) {
        zip.putNextEntry(new ZipEntry("a" + i + ".npy"));
        zip.write(arrays[i]);
      }
    }
    return file;
  }
}
