package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.ROWS;

import nacre.kernels.call.Calls;
import nacre.kernels.call.Conv;
import nacre.kernels.call.Window;
import nacre.kernels.run.Fill;
import nacre.kernels.run.Halo;
import nacre.kernels.run.Slot;
import nacre.kernels.weights.Packed;

/**
 * Packs what a convolution multiplies with: for each depth (an input channel and a tap) the elements that the tap sees at
 * neighbouring output pixels, next to each other.
 *
 * <p>Where a halo of zeros covers the padding it is read like the plane itself; otherwise zeros are written. Runs are copied
 * in whole vectors from left to right, so that what one run writes too much the next one corrects.
 */
final class PixelPacker {

  static final Conv NOTHING = Calls.conv(1, 1, 0, 0, 0, 0);
  static final Slot NOWHERE = Slot.constant(new float[0], 0);

  private Window window = NOTHING.window();
  private Slot in = NOWHERE;
  private float[] x = {};
  private final Reading reading = new Reading();
  private int columns;
  private int firstRow;
  private int endRow;
  private int firstColumn;
  private int endColumn;

  void prepare(Conv call, Packed weights, Slot newIn) {
    window = call.window();
    in = newIn;
    x = in.floats();
    reading.prepare(call.prologue(), weights);
    columns = call.outWidth();
    Halo halo = in.halo();
    boolean readable = halo.fill() == Fill.ZERO && reading.keepsZero();
    firstRow = readable ? -halo.top() : 0;
    firstColumn = readable ? -halo.left() : 0;
    endRow = call.height() + (readable ? halo.bottom() : 0);
    endColumn = call.width() + (readable ? halo.right() : 0);
  }

  /** Packs {@code count} depths from {@code from} on, of the group of channels that starts at {@code channel}. */
  void pack(int image, int channel, int pixel, int pixels, int from, int count, float[] to, int pitch) {
    int taps = window.taps();
    for (int d = 0; d < count; d++) {
      int tap = (from + d) % taps;
      packTap(image, channel + (from + d) / taps, tap / window.width(), tap % window.width(), pixel, pixels, to,
          d * pitch);
    }
  }

  private void packTap(int image, int channel, int tapY, int tapX, int pixel, int pixels, float[] to, int at) {
    int plane = in.at(image, channel);
    int shiftX = tapX * window.dilationX() - window.left();
    int row = pixel / columns;
    int column = pixel % columns;
    for (int done = 0; done < pixels; row++, column = 0) {
      int n = Math.min(columns - column, pixels - done);
      int inRow = row * window.strideY() + tapY * window.dilationY() - window.top();
      if (inRow < firstRow || inRow >= endRow) {
        ROWS.fillRun(0, to, at + done, n);
      } else {
        packRow(plane + inRow * in.rowStride(), channel, column * window.strideX() + shiftX, n, to, at + done);
      }
      done += n;
    }
  }

  /** Packs {@code n} elements of a row, from column {@code first} on, a stride apart; columns outside read as zero. */
  private void packRow(int rowAt, int channel, int first, int n, float[] to, int at) {
    int stride = window.strideX();
    int before = Math.min(n, first >= firstColumn ? 0 : Tasks.ceilDiv(firstColumn - first, stride));
    int within = Math.max(before, Math.min(n, first >= endColumn ? 0 : Tasks.ceilDiv(endColumn - first, stride)));
    if (before > 0) {
      ROWS.fillRun(0, to, at, before);
    }
    if (within > before) {
      copy(rowAt + first + before * stride, to, at + before, within - before);
      reading.apply(channel, to, at + before, within - before);
    }
    if (n > within) {
      ROWS.fillRun(0, to, at + within, n - within);
    }
  }

  private void copy(int from, float[] to, int at, int n) {
    int stride = window.strideX();
    switch (stride) {
      case 1 -> ROWS.copyRun(x, from, to, at, n);
      case 2 -> ROWS.copyEverySecond(x, from, to, at, n);
      default -> {
        for (int i = 0; i < n; i++) {
          to[at + i] = x[from + i * stride];
        }
      }
    }
  }
}
