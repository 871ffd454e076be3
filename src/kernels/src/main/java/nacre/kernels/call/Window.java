package nacre.kernels.call;

/**
 * A sliding window over the rows and columns of a plane.
 *
 * @param height rows of the window, at least 1
 * @param width columns of the window, at least 1
 * @param strideY rows from one window to the next, at least 1
 * @param strideX columns from one window to the next, at least 1
 * @param dilationY rows between neighbouring taps, at least 1
 * @param dilationX columns between neighbouring taps, at least 1
 * @param top rows of padding above the plane, at least 0
 * @param left columns of padding before the plane, at least 0
 * @param bottom rows of padding below the plane, at least 0
 * @param right columns of padding after the plane, at least 0
 */
public record Window(int height, int width, int strideY, int strideX, int dilationY, int dilationX, int top, int left,
    int bottom, int right) {

  public Window {
    if (Math.min(height, width) < 1 || Math.min(strideY, strideX) < 1 || Math.min(dilationY, dilationX) < 1) {
      throw new IllegalArgumentException("a window's size, stride and dilation are at least 1");
    }
    if (Math.min(Math.min(top, left), Math.min(bottom, right)) < 0) {
      throw new IllegalArgumentException("a window's padding is not negative");
    }
  }

  /** A window without dilation and padding. */
  public static Window of(int height, int width, int strideY, int strideX) {
    return new Window(height, width, strideY, strideX, 1, 1, 0, 0, 0, 0);
  }

  public Window dilated(int y, int x) {
    return new Window(height, width, strideY, strideX, y, x, top, left, bottom, right);
  }

  public Window padded(int newTop, int newLeft, int newBottom, int newRight) {
    return new Window(height, width, strideY, strideX, dilationY, dilationX, newTop, newLeft, newBottom, newRight);
  }

  /** Rows from the first tap to the last one, both included. */
  public int spanY() {
    return dilationY * (height - 1) + 1;
  }

  /** Columns from the first tap to the last one, both included. */
  public int spanX() {
    return dilationX * (width - 1) + 1;
  }

  /** Windows that fit below each other in {@code rows} rows and the padding; 0 when none does. */
  public int countY(int rows) {
    int room = rows + top + bottom - spanY();
    return room < 0 ? 0 : room / strideY + 1;
  }

  /** Windows that fit beside each other in {@code columns} columns and the padding; 0 when none does. */
  public int countX(int columns) {
    int room = columns + left + right - spanX();
    return room < 0 ? 0 : room / strideX + 1;
  }

  /** Taps in one window. */
  public int taps() {
    return height * width;
  }

  /** Whether the window is a single element that visits every element of an unpadded plane. */
  public boolean isPoint() {
    return height == 1 && width == 1 && strideY == 1 && strideX == 1 && (top | left | bottom | right) == 0;
  }

  /** The fluent calls that give a default window of this size and stride its dilation and padding. */
  String settingsToJava() {
    var text = new StringBuilder();
    if (dilationY == dilationX && dilationY != 1) {
      text.append(".dilation(").append(dilationY).append(')');
    } else if (dilationY != dilationX) {
      text.append(".dilation(").append(dilationY).append(", ").append(dilationX).append(')');
    }
    if (top == left && top == bottom && top == right) {
      text.append(top == 0 ? "" : ".padding(" + top + ")");
    } else {
      text.append(".padding(").append(top).append(", ").append(left).append(", ").append(bottom).append(", ")
          .append(right)
          .append(')');
    }
    return text.toString();
  }

  /** Size and stride as a factory's leading arguments: {@code 3, 1} or {@code 1, 7, 1, 1}. */
  String sizeToJava() {
    boolean square = height == width && strideY == strideX;
    return square ? height + ", " + strideY : height + ", " + width + ", " + strideY + ", " + strideX;
  }
}
