package nacre.data;

import java.util.List;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Input;
import nacre.ir.Preprocessing;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.source.InputException;

/** Turns a picture into what a model's input wants, by the model's own words. */
public final class PictureTensor {
  private PictureTensor() {}

  /**
   * A batch of one: gray or three planes, resized, then {@code (v * scale - mean) / deviation}, channels where the
   * input's type has them.
   *
   * @throws InputException if the input is no picture, or the text does not say how to make one
   */
  public static Tensor of(Picture picture, Input input, TensorType type) {
    Preprocessing how = input.picture().orElseThrow(() -> PictureAdvice.missing(input, type));
    int channels = how.channels().count();
    boolean last = isChannelsLast(type, channels, input.name());
    int pixels = how.height() * how.width();
    double[] contents = new double[channels * pixels];
    for (int c = 0; c < channels; c++) {
      float[] plane = resized(picture, how, c);
      for (int i = 0; i < pixels; i++) {
        contents[last ? i * channels + c : c * pixels + i] = normalized(plane[i], how, c);
      }
    }
    int[] shape =
        last ? new int[] {1, how.height(), how.width(), channels} : new int[] {1, channels, how.height(), how.width()};
    return Tensor.ofReals(DType.F32, shape, contents);
  }

  private static boolean isChannelsLast(TensorType type, int channels, String name) {
    if (type.isRanked() && type.rank() == 4) {
      List<Dim> dims = type.dims();
      if (dims.get(1).is(channels)) {
        return false;
      }
      if (dims.get(3).is(channels)) {
        return true;
      }
    }
    throw new InputException(
        "input `" + name + "`: found " + type + ", required a picture with " + channels + " channels");
  }

  private static float[] resized(Picture picture, Preprocessing how, int channel) {
    float[] plane = switch (how.channels()) {
      case GRAY -> picture.gray();
      case RGB -> picture.plane(channel);
      case BGR -> picture.plane(2 - channel);
    };
    return switch (how.resize()) {
      case LINEAR -> Resampling.linear(plane, picture.width(), picture.height(), how.width(), how.height());
      case NEAREST -> Resampling.nearest(plane, picture.width(), picture.height(), how.width(), how.height());
    };
  }

  private static double normalized(float value, Preprocessing how, int channel) {
    double sample = how.invert() ? 255.0 - value : value;
    double mean = how.mean().isEmpty() ? 0 : how.mean().get(channel);
    double deviation = how.deviation().isEmpty() ? 1 : how.deviation().get(channel);
    return (float) ((sample * how.scale() - mean) / deviation);
  }
}
