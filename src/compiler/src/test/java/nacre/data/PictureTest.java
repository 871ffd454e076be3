package nacre.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import nacre.source.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of every kind give the samples that are stored in them, from 0 to 255, on white. */
class PictureTest {
  @TempDir
  Path folder;

  @Test
  @DisplayName("an 8-bit grey picture gives its samples as they are: no gamma turns 127 into something else")
  void grey() {
    Picture picture =
        Picture.read(Pngs.header(3, 1, 8, Pngs.GREY).rows(new int[] {0, 127, 255}).write(folder, "g.png"));
    assertThat(picture.plane(0)).containsExactly(0, 127, 255);
    assertThat(picture.plane(2)).containsExactly(0, 127, 255);
    assertThat(picture.gray()[1]).isCloseTo(127, within(1e-4f));
  }

  @Test
  @DisplayName("16-bit samples are divided by 257, not cut to their first byte")
  void deepGrey() {
    Picture picture =
        Picture.read(Pngs.header(2, 1, 16, Pngs.GREY).rows(new int[] {0x80, 0xff, 0xff, 0xff}).write(folder, "d.png"));
    assertThat(picture.plane(0)[0]).isCloseTo(0x80ff / 257f, within(1e-3f));
    assertThat(picture.plane(0)[1]).isEqualTo(255);
  }

  @Test
  @DisplayName("a bit is black or white")
  void oneBit() {
    Picture picture = Picture.read(Pngs.header(4, 2, 1, Pngs.GREY)
        .rows(new int[] {0b1010_0000}, new int[] {0b0001_0000}).write(folder, "b.png"));
    assertThat(picture.plane(1)).containsExactly(255, 0, 255, 0, 0, 0, 0, 255);
  }

  @Test
  @DisplayName("2-bit grey is spread over 0 to 255, without gamma")
  void twoBits() {
    Picture picture =
        Picture.read(Pngs.header(4, 1, 2, Pngs.GREY).rows(new int[] {0b00_01_10_11}).write(folder, "t.png"));
    assertThat(picture.plane(0)).containsExactly(0, 85, 170, 255);
  }

  @Test
  @DisplayName("a palette is looked up, and its colours keep their order")
  void palette() {
    Picture picture = Picture.read(Pngs.header(2, 1, 8, Pngs.PALETTE).palette(0x102030, 0xff8001)
        .rows(new int[] {1, 0}).write(folder, "p.png"));
    assertThat(picture.plane(0)).containsExactly(0xff, 0x10);
    assertThat(picture.plane(1)).containsExactly(0x80, 0x20);
    assertThat(picture.plane(2)).containsExactly(0x01, 0x30);
  }

  @Test
  @DisplayName("what is transparent shows white: c * a / 255 + 255 - a")
  void alpha() {
    Picture picture = Picture.read(Pngs.header(3, 1, 8, Pngs.RGBA)
        .rows(new int[] {10, 20, 30, 255, 10, 20, 30, 0, 100, 0, 0, 51}).write(folder, "a.png"));
    assertThat(picture.plane(0)[0]).isEqualTo(10);
    assertThat(picture.plane(2)[0]).isEqualTo(30);
    assertThat(picture.plane(0)[1]).isEqualTo(255);
    assertThat(picture.plane(0)[2]).isCloseTo(100 * 0.2f + 204, within(1e-3f));
    assertThat(picture.plane(1)[2]).isCloseTo(204, within(1e-3f));
  }

  @Test
  @DisplayName("grey with transparency is grey on white")
  void greyAlpha() {
    Picture picture = Picture.read(Pngs.header(2, 1, 8, Pngs.GREY_ALPHA)
        .rows(new int[] {40, 255, 40, 0}).write(folder, "ga.png"));
    assertThat(picture.plane(1)).containsExactly(40, 255);
  }

  @Test
  @DisplayName("a JPEG of one colour keeps it, in the order red, green, blue")
  void jpeg() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0xc8_64_14);
    }
    Path file = folder.resolve("c.jpg");
    ImageIO.write(image, "jpg", file.toFile());
    Picture picture = Picture.read(file);
    assertThat(picture.plane(0)[100]).isCloseTo(0xc8, within(4f));
    assertThat(picture.plane(1)[100]).isCloseTo(0x64, within(4f));
    assertThat(picture.plane(2)[100]).isCloseTo(0x14, within(4f));
  }

  @Test
  @DisplayName("a JPEG that is cut short, and other files, are refused by name with what to do")
  void broken() throws IOException {
    Path whole = folder.resolve("whole.jpg");
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpg", whole.toFile());
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(bytes, 200));
    assertThatThrownBy(() -> Picture.read(cut)).isInstanceOf(InputException.class).hasMessageContaining("cut.jpg")
        .hasMessageContaining("save it as");
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    assertThatThrownBy(() -> Picture.read(text)).isInstanceOf(InputException.class)
        .hasMessageContaining("required PNG or JPEG");
    Path gif = folder.resolve("g.gif");
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), "gif", gif.toFile());
    assertThatThrownBy(() -> Picture.read(gif)).isInstanceOf(InputException.class).hasMessageContaining("gif");
  }

  @Test
  @DisplayName("a JPEG is refused wherever it is cut: what its decoder makes up is no picture")
  void cutAnywhere() throws IOException {
    BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 1600; i++) {
      image.setRGB(i % 40, i / 40, i * 7919);
    }
    Path whole = folder.resolve("whole.jpg");
    ImageIO.write(image, "jpg", whole.toFile());
    byte[] bytes = Files.readAllBytes(whole);
    Picture.read(whole);
    for (int length = 1; length < bytes.length; length += 37) {
      Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Picture.read(cut)).as("%d of %d bytes", length, bytes.length)
          .isInstanceOf(InputException.class).hasMessageContaining("cut.jpg");
    }
  }

  @Test
  @DisplayName("a PNG without pixels, and one that is damaged, are refused in words of our own")
  void noPixels() throws IOException {
    Path empty = Pngs.header(0, 3, 8, Pngs.RGB).rows().write(folder, "empty.png");
    assertThatThrownBy(() -> Picture.read(empty)).isInstanceOf(InputException.class)
        .hasMessageEndingWith("empty.png: found 0 x 3 pixels, required at least 1 x 1");
    Path whole = Pngs.header(2, 2, 8, Pngs.GREY).rows(new int[] {1, 2}, new int[] {3, 4}).write(folder, "whole.png");
    Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(Files.readAllBytes(whole), 44));
    assertThatThrownBy(() -> Picture.read(cut)).isInstanceOf(InputException.class)
        .hasMessageContaining("cut.png: this picture is damaged").hasMessageNotContaining("I/O");
  }

  @Test
  @DisplayName("a JPEG with four colours (CMYK) is refused: its colours mean something else")
  void cmyk() throws IOException {
    Path plain = folder.resolve("plain.jpg");
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpg", plain.toFile());
    byte[] bytes = Files.readAllBytes(plain);
    int frame = 0;
    while ((bytes[frame] & 0xff) != 0xff || (bytes[frame + 1] & 0xff) != 0xc0) {
      frame++;
    }
    byte[] four = new byte[bytes.length + 3];
    int components = frame + 10 + 3 * 3;
    System.arraycopy(bytes, 0, four, 0, components);
    four[components] = 4;
    four[components + 1] = 0x11;
    System.arraycopy(bytes, components, four, components + 3, bytes.length - components);
    four[frame + 3] += 3;
    four[frame + 9] = 4;
    Path file = Files.write(folder.resolve("cmyk.jpg"), four);
    assertThatThrownBy(() -> Picture.read(file)).isInstanceOf(InputException.class)
        .hasMessageContaining("CMYK");
  }

  @Test
  @DisplayName("headers that promise too much are refused before anything is made for them")
  void hostileHeaders() {
    Path huge = Pngs.header(1_000_000_000, 1_000_000_000, 8, Pngs.RGB).rows(new int[3]).write(folder, "huge.png");
    Path lying = Pngs.header(10_000, 10_000, 16, Pngs.RGBA).rows(new int[3]).write(folder, "lying.png");
    Path negative = Pngs.header(Integer.MIN_VALUE, 4, 8, Pngs.RGB).rows(new int[3]).write(folder, "negative.png");
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
      assertThatThrownBy(() -> Picture.read(huge)).isInstanceOf(InputException.class)
          .hasMessageContaining("1000000000 x 1000000000 pixels");
      assertThatThrownBy(() -> Picture.read(lying)).isInstanceOf(InputException.class)
          .hasMessageContaining("cannot hold them");
      assertThatThrownBy(() -> Picture.read(negative)).isInstanceOf(InputException.class);
    });
  }

  @Test
  @DisplayName("a large picture of one colour, the most that can be packed, is read and not taken for a lie")
  void wellPacked() {
    int[][] rows = new int[2000][250];
    Picture picture = Picture.read(Pngs.header(2000, 2000, 1, Pngs.GREY).rows(rows).write(folder, "black.png"));
    assertThat(picture.width()).isEqualTo(2000);
    assertThat(picture.plane(0)[1_234_567]).isZero();
  }
}
