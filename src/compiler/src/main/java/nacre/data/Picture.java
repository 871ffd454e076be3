package nacre.data;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import nacre.source.InputException;

/**
 * A decoded picture: planes of samples from 0 to 255, whatever the depth was in the file, over a white ground where it was
 * transparent. Samples are taken as stored (sRGB); no colour profile and no orientation tag is applied.
 */
public final class Picture {
  private static final long MOST_PIXELS = 100_000_000;
  private static final String PNG = "png";
  private static final Set<String> FORMATS = Set.of(PNG, "JPEG");
  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
  /** Where the header of a PNG says width and height. */
  private static final int PNG_SIZES = 16;
  /** What decoders of JPEG say when they make up pixels; a few bytes too many before a marker change nothing. */
  private static final Pattern DAMAGE = Pattern.compile("(?i)truncated|premature|missing eoi|corrupt(?!.*extraneous)");
  /** The most bytes that a byte of a PNG can stand for (RFC 1951: 258 bytes in two bits), and a little more. */
  private static final long DEFLATE_RATIO = 1040;

  private final int width;
  private final int height;
  private final float[][] planes;

  private Picture(int width, int height, float[][] planes) {
    this.width = width;
    this.height = height;
    this.planes = planes;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Samples of red (0), green (1) or blue (2), row-major; a grey picture has three equal planes. */
  public float[] plane(int color) {
    return planes[color].clone();
  }

  /** @throws InputException if this is no PNG or JPEG, or has more than 100 million pixels */
  public static Picture read(Path file) {
    requirePixels(file);
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = in == null ? Collections.emptyIterator() : ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new InputException(
            file + ": found no picture that can be read, required PNG or JPEG (or .npy or .npz, by its name)");
      }
      ImageReader reader = readers.next();
      try {
        if (!FORMATS.contains(reader.getFormatName())) {
          throw new InputException(
              file + ": found a picture in the format " + reader.getFormatName() + ", required PNG or JPEG");
        }
        reader.setInput(in, true, true);
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
        check(file, reader);
        BufferedImage image = reader.read(0);
        requireWhole(file, warnings);
        if (!reader.getFormatName().equals(PNG) && image.getRaster().getNumBands() % 2 == 0) {
          throw new InputException(file + ": found a JPEG of four colours (CMYK), required RGB or grey");
        }
        return of(image);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof InputException own) {
        throw own;
      }
      throw new InputException(
          file + ": this picture is damaged, cut short, or of a kind that cannot be decoded; save it as 8-bit RGB or "
              + "grey PNG or JPEG",
          e);
    }
  }

  /** The decoder of PNG has no words for a picture without pixels. */
  private static void requirePixels(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      ByteBuffer header = ByteBuffer.wrap(in.readNBytes(PNG_SIZES + 8));
      if (header.capacity() == PNG_SIZES + 8 && header.getLong(0) == PNG_SIGNATURE
          && (header.getInt(PNG_SIZES) == 0 || header.getInt(PNG_SIZES + 4) == 0)) {
        throw new InputException(file + ": found " + header.getInt(PNG_SIZES) + " x " + header.getInt(PNG_SIZES + 4)
            + " pixels, required at least 1 x 1");
      }
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** A decoder goes on past the end of a file, and past what it cannot read, with a warning and pixels of its own. */
  private static void requireWhole(Path file, List<String> warnings) {
    if (warnings.stream().anyMatch(warning -> DAMAGE.matcher(warning).find())) {
      throw new InputException(file + ": this picture is cut short or damaged, so part of it would be made up");
    }
  }

  /** Refuses what a header promises before anything is made for it. */
  private static void check(Path file, ImageReader reader) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    String found = file + ": found " + reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels";
    if (pixels > MOST_PIXELS) {
      throw new InputException(found + ", required at most " + MOST_PIXELS);
    }
    if (reader.getFormatName().equals(PNG)) {
      long bits = pixels * reader.getRawImageType(0).getColorModel().getPixelSize();
      if (bits / 8 > Files.size(file) * DEFLATE_RATIO) {
        throw new InputException(
            found + " in a file of " + Files.size(file) + " bytes, which cannot hold them; it is cut short");
      }
    }
  }

  private static Picture of(BufferedImage image) {
    float[][] planes = new float[3][image.getWidth() * image.getHeight()];
    if (image.getColorModel() instanceof ComponentColorModel) {
      fromSamples(image, planes);
    } else {
      fromColors(image, planes);
    }
    return new Picture(image.getWidth(), image.getHeight(), planes);
  }

  /** Grey, RGB, each with or without alpha; taken from the samples themselves, so that no gamma is applied to grey. */
  private static void fromSamples(BufferedImage image, float[][] planes) {
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    boolean color = bands >= 3;
    boolean alpha = image.getColorModel().hasAlpha();
    float[] scale = new float[bands];
    for (int band = 0; band < bands; band++) {
      scale[band] = 255f / ((1L << raster.getSampleModel().getSampleSize(band)) - 1);
    }
    int[] pixel = new int[bands];
    for (int i = 0; i < planes[0].length; i++) {
      raster.getPixel(raster.getMinX() + i % image.getWidth(), raster.getMinY() + i / image.getWidth(), pixel);
      float opacity = alpha ? pixel[bands - 1] * scale[bands - 1] / 255f : 1;
      for (int c = 0; c < 3; c++) {
        int band = color ? c : 0;
        planes[c][i] = pixel[band] * scale[band] * opacity + 255f * (1 - opacity);
      }
    }
  }

  private static void fromColors(BufferedImage image, float[][] planes) {
    for (int i = 0; i < planes[0].length; i++) {
      int argb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      float opacity = (argb >>> 24) / 255f;
      for (int c = 0; c < 3; c++) {
        planes[c][i] = (argb >> 16 - 8 * c & 0xff) * opacity + 255f * (1 - opacity);
      }
    }
  }

  /** Luma of ITU-R BT.601: 0.299 red + 0.587 green + 0.114 blue. */
  public float[] gray() {
    float[] gray = new float[planes[0].length];
    for (int i = 0; i < gray.length; i++) {
      gray[i] = 0.299f * planes[0][i] + 0.587f * planes[1][i] + 0.114f * planes[2][i];
    }
    return gray;
  }
}
