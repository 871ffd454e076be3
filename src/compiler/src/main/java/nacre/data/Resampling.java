package nacre.data;

/** Resizing of one plane, row-major, with half-pixel centres: target pixel {@code i} looks at {@code (i + 0.5) * scale}. */
final class Resampling {
  private Resampling() {}

  /** The pixel that the centre falls into. */
  static float[] nearest(float[] plane, int width, int height, int toWidth, int toHeight) {
    float[] out = new float[toWidth * toHeight];
    for (int i = 0; i < out.length; i++) {
      int x = Math.min(width - 1, (int) ((i % toWidth + 0.5) * width / toWidth));
      int row = i / toWidth;
      int y = Math.min(height - 1, (int) ((row + 0.5) * height / toHeight));
      out[i] = plane[y * width + x];
    }
    return out;
  }

  /** A triangle of half-width {@code max(1, scale)} around the centre, first along rows, then along columns. */
  static float[] linear(float[] plane, int width, int height, int toWidth, int toHeight) {
    float[] rows = new float[toWidth * height];
    for (int to = 0; to < toWidth; to++) {
      Taps taps = Taps.of(to, width, toWidth);
      for (int y = 0; y < height; y++) {
        rows[y * toWidth + to] = taps.sum(plane, y * width, 1);
      }
    }
    float[] out = new float[toWidth * toHeight];
    for (int to = 0; to < toHeight; to++) {
      Taps taps = Taps.of(to, height, toHeight);
      for (int x = 0; x < toWidth; x++) {
        out[to * toWidth + x] = taps.sum(rows, x, toWidth);
      }
    }
    return out;
  }

  /** The source pixels that make a target pixel, their weights adding up to 1. */
  private record Taps(int first, double[] weights) {
    static Taps of(int to, int from, int target) {
      double scale = (double) from / target;
      double reach = Math.max(1, scale);
      double center = (to + 0.5) * scale;
      int first = Math.max(0, (int) (center - reach + 0.5));
      int end = Math.min(from, (int) (center + reach + 0.5));
      double[] weights = new double[Math.max(1, end - first)];
      double sum = 0;
      for (int i = 0; i < end - first; i++) {
        weights[i] = Math.max(0, 1 - Math.abs((first + i + 0.5 - center) / reach));
        sum += weights[i];
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= sum;
      }
      return new Taps(first, weights);
    }

    float sum(float[] plane, int base, int step) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * plane[base + (first + i) * step];
      }
      return (float) sum;
    }
  }
}
