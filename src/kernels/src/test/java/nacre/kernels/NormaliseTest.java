package nacre.kernels;

import static nacre.kernels.Kernels.normalise;
import static nacre.kernels.call.Calls.normalise;

import nacre.kernels.call.Axis;
import nacre.kernels.call.Normalise;
import nacre.kernels.run.Halo;
import nacre.kernels.run.Slot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Normalisation by batch statistics against its definition; only the images that run count. */
@Tag("provider")
class NormaliseTest {

  @ParameterizedTest
  @CsvSource({"1,1,1,1", "3,5,7,2", "4,40,31,3", "2,3,3,5"})
  void matchesItsDefinition(int channels, int height, int width, int images) {
    for (Halo halo : new Halo[] {Halo.NONE, Halo.of(1)}) {
      var shelf = new Shelf(images + 2);
      Slot x = shelf.random(1, halo, channels, height, width);
      shift(x, channels, height * width, images + 2);
      Slot gamma = shelf.random(2, channels);
      Slot beta = shelf.random(3, channels);
      Slot y = shelf.put(channels, height, width);
      Normalise call = normalise(1e-5f, Axis.of(channels, y.planeStride(), x.planeStride()))
          .images(y.imageStride(), x.imageStride()).over(height, y.rowStride(), x.rowStride()).over(width, 1, 1).relu();
      shelf.run(images, k -> normalise(k, call, x, gamma, beta, y));
      float[] given = Shelf.all(x, images);
      int plane = height * width;
      Close.requireClose(call.toJava(), Shelf.all(y, images), 1000,
          i -> Math.max(0, normalised(given, channels, plane, images, i, gamma, beta)));
    }
  }

  /** Features: one element per channel and image, so that the reduced axis is strided; in place. */
  @ParameterizedTest
  @CsvSource({"5,4", "33,9"})
  void normalisesFeaturesInPlace(int features, int images) {
    var shelf = new Shelf(images);
    Slot x = shelf.random(1, features);
    Slot gamma = shelf.random(2, features);
    Slot beta = shelf.random(3, features);
    float[] given = Shelf.all(x, images);
    Normalise call = normalise(1e-3f, Axis.of(features, 1, 1)).images(features, features);
    shelf.run(images, k -> normalise(k, call, x, gamma, beta, x));
    Close.requireClose(call.toJava(), Shelf.all(x, images), 1000, i -> {
      int channel = i % features;
      double mean = 0;
      double square = 0;
      for (int image = 0; image < images; image++) {
        mean += given[image * features + channel] / images;
      }
      for (int image = 0; image < images; image++) {
        square += Math.pow(given[image * features + channel] - mean, 2) / images;
      }
      double scale = gamma.floats()[gamma.base() + channel] / Math.sqrt(square + 1e-3f);
      return (given[i] - mean) * scale + beta.floats()[beta.base() + channel];
    });
  }

  /** Moves each channel far from zero, where sums of squares alone would cancel. */
  private static void shift(Slot x, int channels, int plane, int images) {
    for (int at = 0; at < images * channels * plane; at++) {
      int image = at / plane / channels;
      int channel = at / plane % channels;
      int row = at % plane / x.width();
      int column = at % plane % x.width();
      Shelf.set(x, image, channel, row, column, Shelf.get(x, image, channel, row, column) + 30 * channel);
    }
  }

  private static double normalised(float[] x, int channels, int plane, int images, int index, Slot gamma, Slot beta) {
    int channel = index / plane % channels;
    double mean = 0;
    double square = 0;
    for (int i = 0; i < images * plane; i++) {
      mean += x[i / plane * channels * plane + channel * plane + i % plane];
    }
    mean /= images * plane;
    for (int i = 0; i < images * plane; i++) {
      square += Math.pow(x[i / plane * channels * plane + channel * plane + i % plane] - mean, 2);
    }
    double scale = gamma.floats()[gamma.base() + channel] / Math.sqrt(square / (images * plane) + 1e-5f);
    return (x[index] - mean) * scale + beta.floats()[beta.base() + channel];
  }
}
