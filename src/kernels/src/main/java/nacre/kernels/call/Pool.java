package nacre.kernels.call;

/**
 * The maximum or average of a window over each plane.
 *
 * @param kind how a window becomes one element
 * @param window the taps, strides and padding
 * @param channels planes per image
 * @param height rows of the input
 * @param width columns of the input
 * @param outHeight rows of the output; with ceil mode one more than {@link Window#countY} says, and the last windows reach
 *     past the padding
 * @param outWidth columns of the output, likewise
 */
public record Pool(Kind kind, Window window, int channels, int height, int width, int outHeight, int outWidth)
    implements Call {

  /** How the elements of a window become one. */
  public enum Kind {
    /** The greatest element; the padding is not seen. NaN where the window holds one. */
    MAX,
    /** The sum divided by the number of elements that lie in the plane. */
    AVERAGE,
    /** The sum divided by the number of elements that lie in the plane or its padding, which counts as zeros. */
    AVERAGE_WITH_PADDING
  }

  public Pool {
    boolean fits = (outHeight - 1) * window.strideY() < height + window.top()
        && (outWidth - 1) * window.strideX() < width + window.left();
    if (!fits) {
      throw new IllegalArgumentException("the last window of a pooling starts outside the plane and its padding");
    }
  }

  public Pool padding(int all) {
    return padding(all, all, all, all);
  }

  public Pool padding(int top, int left, int bottom, int right) {
    return window(window.padded(top, left, bottom, right));
  }

  public Pool dilation(int both) {
    return dilation(both, both);
  }

  public Pool dilation(int y, int x) {
    return window(window.dilated(y, x));
  }

  private Pool window(Window changed) {
    return new Pool(kind, changed, channels, height, width, changed.countY(height), changed.countX(width));
  }

  /** Sets the size of the output by hand, as ceil mode asks; comes last. */
  public Pool out(int rows, int columns) {
    return new Pool(kind, window, channels, height, width, rows, columns);
  }

  /** Whether one unpadded window covers the whole plane. */
  public boolean isGlobal() {
    return outHeight == 1 && outWidth == 1 && window.height() == height && window.width() == width
        && (window.top() | window.left()) == 0 && window.dilationY() == 1 && window.dilationX() == 1;
  }

  @Override
  public String toJava() {
    String factory = switch (kind) {
      case MAX -> "maxPool";
      case AVERAGE -> "averagePool";
      case AVERAGE_WITH_PADDING -> "averagePoolWithPadding";
    };
    boolean usual = outHeight == window.countY(height) && outWidth == window.countX(width);
    return factory + "(" + window.sizeToJava() + ", " + channels + ", " + height + ", " + width + ")"
        + window.settingsToJava() + (usual ? "" : ".out(" + outHeight + ", " + outWidth + ")");
  }
}
