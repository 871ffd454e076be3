package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.ROWS;

import nacre.kernels.call.Window;
import nacre.kernels.run.Fill;
import nacre.kernels.run.Slot;

/**
 * Makes a plane readable for a sliding window without asking for borders or strides: every tap of every output is found at
 * the output's column plus a fixed offset.
 *
 * <p>With a stride of one column and a halo that covers the padding, that is the plane itself. Otherwise the plane is copied
 * with its padding, and the columns of a row are sorted by their remainder modulo the stride.
 */
final class PlaneStage {

  private final Reading reading = new Reading();
  private Window window = Window.of(1, 1, 1, 1);
  private Slot in = PixelPacker.NOWHERE;
  private float fill;
  private boolean direct;
  private int rows;
  private int phaseLength;
  private int pitch;
  private int at;

  /** What is done to elements while they are staged; to be set before {@link #prepare}. */
  Reading reading() {
    return reading;
  }

  /** Takes the geometry; outputs are {@code outHeight} rows of {@code outWidth} columns, padding reads as {@code fill}. */
  void prepare(Window newWindow, Slot newIn, int outHeight, int outWidth, Fill newFill) {
    window = newWindow;
    in = newIn;
    fill = newFill.value();
    rows = Math.max(0, (outHeight - 1) * window.strideY() + window.spanY());
    int columns = Math.max(0, (outWidth - 1) * window.strideX() + window.spanX());
    phaseLength = Tasks.ceilDiv(columns, window.strideX());
    int below = rows - window.top() - in.height();
    int after = columns - window.left() - in.width();
    direct = window.strideX() == 1 && reading.isPlain()
        && in.halo().covers(window.top(), window.left(), below, after, newFill);
    pitch = direct ? in.rowStride() : phaseLength * window.strideX();
  }

  /** Scratch elements that {@link #stage} writes. */
  int size() {
    return direct ? 0 : rows * pitch;
  }

  /** Elements from the taps of one row of outputs to those of the next. */
  int rowStep() {
    return window.strideY() * pitch;
  }

  /** Writes the place of each tap relative to the first one. */
  void offsets(int[] offsets) {
    int tap = 0;
    for (int y = 0; y < window.height(); y++) {
      for (int x = 0; x < window.width(); x++) {
        int column = x * window.dilationX();
        int phase = direct ? 0 : column % window.strideX();
        int step = direct ? column : column / window.strideX();
        offsets[tap++] = y * window.dilationY() * pitch + phase * phaseLength + step;
      }
    }
  }

  /** Makes a plane readable and returns the array to read; {@link #at} then says where. */
  float[] stage(int image, int channel, float[] scratch, int scratchAt) {
    int plane = in.at(image, channel);
    if (direct) {
      at = plane - window.top() * in.rowStride() - window.left();
      return in.floats();
    }
    at = scratchAt;
    for (int row = 0; row < rows; row++) {
      int inRow = row - window.top();
      int to = scratchAt + row * pitch;
      if (inRow < 0 || inRow >= in.height()) {
        ROWS.fillRun(fill, scratch, to, pitch);
      } else {
        stageRow(plane + inRow * in.rowStride(), channel, scratch, to);
      }
    }
    return scratch;
  }

  /** Where the first tap of the first output of the staged plane is. */
  int at() {
    return at;
  }

  private void stageRow(int from, int channel, float[] scratch, int to) {
    int stride = window.strideX();
    for (int phase = 0; phase < stride; phase++) {
      int first = phase - window.left();
      int before = Math.min(phaseLength, first >= 0 ? 0 : Tasks.ceilDiv(-first, stride));
      int within = Math.max(before, Math.min(phaseLength, Tasks.ceilDiv(Math.max(0, in.width() - first), stride)));
      int start = to + phase * phaseLength;
      ROWS.fillRun(fill, scratch, start, before);
      copy(from + first + before * stride, scratch, start + before, within - before);
      reading.apply(channel, scratch, start + before, within - before);
      ROWS.fillRun(fill, scratch, start + within, phaseLength - within);
    }
  }

  private void copy(int from, float[] scratch, int to, int n) {
    switch (window.strideX()) {
      case 1 -> ROWS.copyRun(in.floats(), from, scratch, to, n);
      case 2 -> ROWS.copyEverySecond(in.floats(), from, scratch, to, n);
      default -> {
        for (int i = 0; i < n; i++) {
          scratch[to + i] = in.floats()[from + i * window.strideX()];
        }
      }
    }
  }
}
