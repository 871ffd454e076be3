package nacre.data;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;

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
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = in == null ? Collections.emptyIterator() : ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new InputException(file + ": found no picture that can be read, required PNG or JPEG");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
          throw new InputException(file + ": found " + reader.getWidth(0) + " x " + reader.getHeight(0)
              + " pixels, required at most " + MOST_PIXELS);
        }
        return of(reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof InputException own) {
        throw own;
      }
      throw new InputException(file + ": this picture cannot be decoded: " + e.getMessage()
          + "; save it as 8-bit RGB or grey PNG or JPEG", e);
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
