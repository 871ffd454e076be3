package nacre.importers.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import nacre.importers.hdf5.OldFile.Group;
import nacre.importers.hdf5.OldFile.Texts;
import nacre.source.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Files come from anywhere: what is damaged, or means harm, is a message that says where, soon. */
class MalformedHdf5Test {
  private static final Duration SOON = Duration.ofSeconds(5);

  /** What is said of a file, or all that is in it. */
  private static String said(byte[] file) {
    return assertTimeoutPreemptively(SOON, () -> {
      try {
        return Walk.all(Hdf5File.of("m.h5", MemorySegment.ofArray(file)));
      } catch (InputException e) {
        return e.text();
      }
    });
  }

  private static String said(Group root) {
    return said(OldFile.of(root));
  }

  private static Stored two() {
    return Stored.floats(List.of(2), 1, 2);
  }

  private static byte[] patched(byte[] file, String before, int offset, int... octets) {
    int at = find(file, before) + offset;
    for (int i = 0; i < octets.length; i++) {
      file[at + i] = (byte) octets[i];
    }
    return file;
  }

  private static int find(byte[] file, String text) {
    String all = new String(file, StandardCharsets.ISO_8859_1);
    assertThat(all).contains(text);
    return all.indexOf(text);
  }

  @Test
  @DisplayName("what is no HDF5 file is called so, whatever it is called")
  void noHdf5() {
    assertThat(said(new byte[0])).isEqualTo("m.h5: this is no HDF5 file, there is no signature");
    assertThat(said(new byte[3000])).isEqualTo("m.h5: this is no HDF5 file, there is no signature");
    assertThat(said(Arrays.copyOf(OldFile.of(new Group()), 20))).isEqualTo("m.h5: this is damaged or not supported");
  }

  @Test
  @DisplayName("half a download is called truncated")
  void truncated() {
    byte[] file = OldFile.of(new Group().dataset("a", two()));
    assertThat(said(Arrays.copyOf(file, file.length - 8))).isEqualTo("m.h5: found " + (file.length - 8)
        + " bytes, required " + file.length + ": the file is truncated");
  }

  @Test
  @DisplayName("links that could lead to other files or in circles are not followed")
  void links() {
    assertThat(said(new Group().group("g", new Group().link("a", "/g/a"))))
        .isEqualTo("m.h5: `/g`: `a` is a symbolic link, which is not followed");
    assertThat(said(new Group().group("g", new Group().external("a", "/etc/passwd", "/x"))))
        .isEqualTo("m.h5: `/g`: `a` is a link into another file, which is not followed");
  }

  @Test
  @DisplayName("a group that lies in itself has an end")
  void inItself() {
    Group inner = new Group();
    byte[] file = OldFile.of(new Group().group("g", inner.address("g", 0)));
    long root = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(64);
    assertThat(said(OldFile.of(new Group().group("g", new Group().address("g", root)))))
        .endsWith("found more than 100 groups within each other");
  }

  @Test
  @DisplayName("contents in other files are not looked for")
  void externalData() {
    byte[] file = OldFile.of(new Group().dataset("a", two()));
    int layout = find(file, "\3\1") - 8;
    file[layout] = 7;
    assertThat(said(file)).isEqualTo("m.h5: `/a`: this is damaged or not supported: Encountered External Data Files "
        + "Message, this is not supported by jHDF");
    byte[] other = OldFile.of(new Group().dataset("a", two()));
    other[find(other, "\3\1") + 1] = 3;
    assertThat(said(other))
        .isEqualTo("m.h5: `/a`: this is damaged or not supported: Virtual storage is not supported");
  }

  @Test
  @DisplayName("contents must be where they are said to be, and as many")
  void contents() {
    assertThat(said(new Group().dataset("a", two().said(List.of(3)))))
        .isEqualTo("m.h5: `/a`: found 8 bytes of contents, required 12");
    assertThat(said(new Group().dataset("a", two().compact().said(List.of(3)))))
        .isEqualTo("m.h5: `/a`: found 8 bytes of contents, required 12");
    assertThat(said(new Group().dataset("a", two().said(List.of(70_000, 70_000)))))
        .isEqualTo("m.h5: `/a`: found the shape [70000, 70000], required fewer than 2^31 elements");
    assertThat(said(patched(OldFile.of(new Group().dataset("a", two())), "\3\1", 2, -1, -1, -1, -1, -1, -1, -1, -1)))
        .isEqualTo("m.h5: `/a`: its contents were never written");
    assertThat(said(patched(OldFile.of(new Group().dataset("a", two())), "\3\1", 2, 0, 0, 16)))
        .startsWith("m.h5: `/a`: found 8 bytes at 1048576, required within the file's ");
    assertThat(said(patched(OldFile.of(new Group().dataset("a", two())), "HEAP", 27, 0x42)))
        .matches("m\\.h5: `/`: found \\d+ bytes at \\d{10}, required within the file's \\d+");
  }

  @Test
  @DisplayName("a chunk may be damaged, missing, or grow without measure")
  void chunks() {
    Stored whole = Stored.floats(List.of(4, 4), new float[16]);
    assertThat(said(new Group().dataset("a", whole.chunked(List.of(2, 2), "32015"))))
        .isEqualTo("m.h5: `/a`: the filter `unknown` (32015) is not supported; deflate, shuffle and fletcher32 are");
    byte[] fewer = OldFile.of(new Group().dataset("a", whole.chunked(List.of(2, 2))));
    assertThat(said(patched(fewer, "TREE\1", 6, 3))).isEqualTo("m.h5: `/a`: found 3 chunks, required 4");
    byte[] damaged = OldFile.of(new Group().dataset("a", whole.chunked(List.of(4, 4), "deflate")));
    assertThat(said(patched(damaged, "\u0078\u009c", 2, 0xff, 0xff)))
        .isEqualTo("m.h5: `/a`: a compressed chunk is damaged: invalid block type");
  }

  @Test
  @DisplayName("a small chunk that becomes a huge one is refused before room is made for it")
  void bomb() {
    Stored small = Stored.floats(List.of(1, 1), 1);
    Stored huge = new Stored(small.type(), 4, List.of(1, 1), small.data(), Stored.Layout.CHUNKED, List.of(1, 1),
        List.of("deflate"));
    byte[] file = OldFile.of(new Group().dataset("a", huge));
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(find(file, "\3\2\3") + 11, 1 << 20)
        .putInt(find(file, "\3\2\3") + 15, 1 << 8);
    assertThat(said(file)).endsWith(" bytes that become 1073741824, required at most 100 times as many");
  }

  @Test
  @DisplayName("texts that are none, and numbers where texts are asked for")
  void texts() {
    byte[] file = OldFile.of(new Group().texts("t", Texts.VARIABLE, "abc"));
    byte[] elsewhere = patched(file, "GCOL", 0, 'X');
    Hdf5Group root = Hdf5File.of("m.h5", MemorySegment.ofArray(elsewhere)).root();
    assertThatThrownBy(() -> root.texts("t")).isInstanceOf(InputException.class)
        .hasMessageStartingWith("m.h5: `/@t`: this is damaged or not supported: Global heap signature 'GCOL' not "
            + "matched, at address ");
  }

  @Test
  @DisplayName("any one byte may be wrong, and any number of them missing")
  void everyByte() {
    byte[] file = OldFile.of(new Group().texts("t", Texts.VARIABLE, "abc", "d").texts("f", Texts.FIXED, "e")
        .group("g", new Group().dataset("a", two()).dataset("b", two().chunked(List.of(1), "deflate"))));
    for (int at = 0; at < file.length; at++) {
      for (int wrong : new int[] {0, 0x7f, 0xff}) {
        byte[] changed = file.clone();
        changed[at] = (byte) wrong;
        requireSaid(changed);
      }
      requireSaid(Arrays.copyOf(file, at));
    }
  }

  private static void requireSaid(byte[] file) {
    try {
      Hdf5File opened = Hdf5File.of("m.h5", MemorySegment.ofArray(file));
      opened.root().texts("t");
      opened.root().texts("f");
      Walk.all(opened);
    } catch (InputException e) {
      assertThat(e.text()).startsWith("m.h5: ");
    }
  }
}
