package nacre.ir;

import java.util.List;

/**
 * How a picture becomes a tensor: resized to {@code height} × {@code width}, its 0 to 255 samples inverted
 * ({@code 255 - v}) if asked, then {@code (v * scale - mean) / deviation} per channel, in the order of {@code channels}.
 *
 * @param mean      one per channel, or empty for 0
 * @param deviation one per channel, none of them 0, or empty for 1
 */
public record Preprocessing(int height, int width, Channels channels, Resize resize, boolean invert, double scale,
    List<Double> mean, List<Double> deviation) {
  public Preprocessing {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
  }

  /** The samples of a pixel, in order. */
  public enum Channels {
    RGB, BGR, GRAY;

    public int count() {
      return this == GRAY ? 1 : 3;
    }
  }

  /** How pixels between pixels are found; half-pixel centres in both cases. */
  public enum Resize {
    /** The nearest pixel. */
    NEAREST,
    /** A triangle filter, widened by the scale when the picture shrinks. */
    LINEAR
  }
}
