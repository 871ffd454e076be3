package nacre.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import nacre.ir.Dim;
import nacre.source.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights in the records of three ages and the numbers of several kinds; lies about sizes are told, not believed. */
class BlobFileTest {
  @TempDir
  Path folder = Path.of("");

  private BlobFile read(byte[] bytes) throws IOException {
    Path file = folder.resolve("w.caffemodel");
    Files.write(file, bytes);
    return BlobFile.read(file);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("records of every age have the same blobs; four extents of old ones are as many as are asked for")
  void ages(BlobBytes.Age age) throws IOException {
    BlobFile file = read(BlobBytes.of("a [2, 3] 1 2 3 4 5 6\na [2] 7 8\nb [1] 9\n", age));
    assertThat(file.layers().keySet()).containsExactly("a", "b");
    List<Blob> blobs = file.layers().get("a");
    assertThat(blobs.getFirst().fits(List.of(Dim.of(2), Dim.of(3)))).isTrue();
    assertThat(blobs.getFirst().fits(List.of(Dim.of(3), Dim.of(2)))).isFalse();
    assertThat(blobs.getLast().fits(List.of(Dim.of(2)))).isTrue();
    assertThat(blobs.getFirst().read(2, 3).toReals()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  @DisplayName("numbers one by one, of 64 bits, and raw halves")
  void numerals() throws IOException {
    ByteArrayOutputStream apart = new ByteArrayOutputStream();
    for (float number : new float[] {1.5f, -2}) {
      BlobBytes.varint(apart, 5 << 3 | 5);
      apart.writeBytes(little(4).putFloat(number).array());
    }
    assertThat(blob(apart).read(2).toReals()).containsExactly(1.5, -2);
    ByteArrayOutputStream doubles = new ByteArrayOutputStream();
    BlobBytes.field(doubles, 8, little(16).putDouble(0.25).putDouble(3).array());
    assertThat(blob(doubles).read(2).toReals()).containsExactly(0.25, 3);
    ByteArrayOutputStream halves = new ByteArrayOutputStream();
    BlobBytes.varint(halves, 10 << 3);
    BlobBytes.varint(halves, 2);
    BlobBytes.field(halves, 12, little(4).putShort((short) 0x3c00).putShort((short) 0xc000).array());
    assertThat(blob(halves).read(2).toReals()).containsExactly(1, -2);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Blob blob(ByteArrayOutputStream numbers) throws IOException {
    ByteArrayOutputStream shape = new ByteArrayOutputStream();
    BlobBytes.field(shape, 1, new byte[] {2});
    BlobBytes.field(numbers, 7, shape.toByteArray());
    ByteArrayOutputStream layer = new ByteArrayOutputStream();
    BlobBytes.field(layer, 1, new byte[] {'a'});
    BlobBytes.field(layer, 7, numbers.toByteArray());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    BlobBytes.field(file, 100, layer.toByteArray());
    Blob blob = read(file.toByteArray()).layers().get("a").getFirst();
    assertThat(blob.fits(List.of(Dim.of(2)))).isTrue();
    return blob;
  }

  @Test
  @DisplayName("a file cut anywhere is weights without something, or an error that names it")
  void truncated() throws IOException {
    byte[] whole = BlobBytes.of("a [2, 3] 1 2 3 4 5 6\na [2] 7 8\n", BlobBytes.Age.TODAY);
    for (int length = 1; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part)).as("%s bytes", length).isInstanceOf(InputException.class)
          .hasMessageContaining("w.caffemodel: these are no weights of Caffe: byte ");
    }
  }

  @Test
  @DisplayName("extents that multiply to more than there is are misshapen, whatever they multiply to")
  void lies() throws IOException {
    BlobFile file = read(BlobBytes.of("a [4294967296, 4294967296] 1\n", BlobBytes.Age.TODAY));
    Blob blob = file.layers().get("a").getFirst();
    assertThat(blob.fits(List.of(Dim.of(1)))).isFalse();
    assertThat(blob).hasToString("[4294967296, 4294967296] with 1 number");
  }
}
