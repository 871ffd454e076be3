package nacre.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** PNG files made byte by byte, so that what a test expects comes from the standard and not from a library. */
final class Pngs {
  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GREY_ALPHA = 4;
  static final int RGBA = 6;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Pngs(int width, int height, int depth, int kind) {
    bytes.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) depth).put((byte) kind);
    chunk("IHDR", header.array());
  }

  /** A header of any size, for a picture whose rows follow with {@link #rows}. */
  static Pngs header(int width, int height, int depth, int kind) {
    return new Pngs(width, height, depth, kind);
  }

  Pngs palette(int... rgb) {
    ByteBuffer entries = ByteBuffer.allocate(3 * rgb.length);
    for (int color : rgb) {
      entries.put((byte) (color >> 16)).put((byte) (color >> 8)).put((byte) color);
    }
    return chunk("PLTE", entries.array());
  }

  /** Rows of packed samples. */
  Pngs rows(int[]... rows) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
      for (int[] row : rows) {
        deflater.write(0);
        for (int sample : row) {
          deflater.write(sample);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return chunk("IDAT", data.toByteArray());
  }

  Path write(Path folder, String name) {
    chunk("IEND", new byte[0]);
    try {
      return Files.write(folder.resolve(name), bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Pngs chunk(String kind, byte[] contents) {
    byte[] name = kind.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(contents);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(contents.length).array());
    bytes.writeBytes(name);
    bytes.writeBytes(contents);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    return this;
  }
}
