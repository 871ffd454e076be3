package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.ELEMENTS;
import static nacre.kernels.lanes.Lanes.ROWS;
import static nacre.kernels.lanes.Lanes.TILES;

import java.util.Arrays;
import nacre.kernels.call.Conv;
import nacre.kernels.call.Epilogue;
import nacre.kernels.call.Init;
import nacre.kernels.call.Prologue;
import nacre.kernels.lanes.Elements;
import nacre.kernels.lanes.Tiles;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;
import nacre.kernels.weights.Packed;

/**
 * Convolution as a matrix product whose right operand is never stored as a whole: output channels times the pixels of a
 * block, over the depth of input channels and taps.
 *
 * <p>A task owns some output channels at a block of neighbouring pixels. It goes through the depth in blocks that fit the
 * caches: the block's pixels are packed (unless they already lie as the multiply wants them), then tile after tile of the
 * output is multiplied, in place where whole tiles fit, else in scratch memory. Sums are kept in the output between blocks.
 */
final class ConvLoops {

  /** Weights that are gone through for one tile column after the other: half of a small second cache. */
  private static final int RESIDENT = 1 << 15;
  private static final int WIDE = TILES.wideColumns();
  private static final int NARROW = TILES.narrowColumns();
  private static final int HEIGHT = TILES.rows();
  /** Pixels that are packed at once: with a block of depth, 128 KB, half of a second cache of 256 KB. */
  private static final int PIXELS = WIDE * Math.max(1, 256 / WIDE);
  /** Columns from one depth to the next; not a power of two, which would waste the caches. */
  private static final int PITCH = PIXELS + 16;
  private static final int TILE_AT = Tiles.DEPTH * PITCH + 64;
  private static final int SPARE_AT = TILE_AT + HEIGHT * WIDE + 64;
  private static final int SCRATCH = SPARE_AT + Elements.SPARE;

  private final PixelPacker packer = new PixelPacker();
  private Conv call = PixelPacker.NOTHING;
  private Epilogue epilogue = Epilogue.NONE;
  private float[] panels = {};
  private float[] bias = {};
  private float[] scratch = {};
  private float[] x = {};
  private float[] y = {};
  private float[] residuals = {};
  private Slot in = PixelPacker.NOWHERE;
  private Slot out = PixelPacker.NOWHERE;
  private Slot residual = PixelPacker.NOWHERE;

  private boolean unpacked;
  private boolean flat;
  private int groupRows;
  private int groupPanels;
  private int depth;
  private int columns;
  private int pixels;

  // the task in hand
  private int image;
  private int group;
  private int firstPixel;
  private int blockPixels;

  static void run(Worker k, Conv call, Packed weights, Slot in, Slot residual, Slot out) {
    k.tool(ConvLoops.class, ConvLoops::new).runAll(k, call, weights, in, residual, out);
  }

  private void runAll(Worker k, Conv newCall, Packed weights, Slot newIn, Slot newResidual, Slot newOut) {
    prepare(newCall, weights, newIn, newResidual, newOut);
    scratch = k.floats(SCRATCH);
    int blocks = Tasks.ceilDiv(pixels, PIXELS);
    int whole = out.images(k.images()) * call.groups() * blocks;
    int pieces = Tasks.pieces(whole, groupPanels, (long) HEIGHT * depth * Math.min(pixels, PIXELS), k.workers());
    k.step(whole * pieces);
    for (int task = k.next(); task >= 0; task = k.next()) {
      int piece = task % pieces;
      int block = task / pieces % blocks;
      group = task / pieces / blocks % call.groups();
      image = task / pieces / blocks / call.groups();
      firstPixel = block * PIXELS;
      blockPixels = Math.min(PIXELS, pixels - firstPixel);
      multiply((int) ((long) groupPanels * piece / pieces), (int) ((long) groupPanels * (piece + 1) / pieces));
    }
  }

  private void prepare(Conv newCall, Packed weights, Slot newIn, Slot newResidual, Slot newOut) {
    call = newCall;
    epilogue = call.epilogue();
    panels = weights.panels();
    bias = weights.bias();
    in = newIn;
    out = newOut;
    residual = newResidual;
    x = in.floats();
    y = out.floats();
    residuals = residual.floats();
    boolean point = call.window().isPoint() && in.hasContiguousPlanes();
    unpacked = point && call.prologue().equals(Prologue.NONE);
    flat = out.hasContiguousPlanes() && residual.hasContiguousPlanes();
    groupRows = call.out() / call.groups();
    groupPanels = Tasks.ceilDiv(groupRows, HEIGHT);
    depth = call.depth();
    columns = call.outWidth();
    pixels = call.outHeight() * columns;
    packer.prepare(call, weights, in);
  }

  /** Multiplies the block's pixels with some panels of output channels. */
  private void multiply(int fromPanel, int toPanel) {
    int from = 0;
    do {
      int count = Math.min(Tiles.DEPTH, depth - from);
      if (!unpacked) {
        packer.pack(image, group * (call.in() / call.groups()), firstPixel, blockPixels, from, count, scratch, PITCH);
      }
      int together = Math.max(1, RESIDENT / (count * HEIGHT));
      for (int panel = fromPanel; panel < toPanel; panel += together) {
        multiplyPanels(panel, Math.min(toPanel, panel + together), from, count);
      }
      from += count;
    } while (from < depth);
  }

  /** Multiplies tile columns one after the other, each with all the panels, which stay in the second cache meanwhile. */
  private void multiplyPanels(int fromPanel, int toPanel, int from, int count) {
    for (int pixel = 0; pixel < blockPixels;) {
      int left = blockPixels - pixel;
      int width = left > NARROW ? WIDE : NARROW;
      int valid = Math.min(width, left);
      for (int panel = fromPanel; panel < toPanel; panel++) {
        int a = ((group * groupPanels + panel) * depth + from) * HEIGHT;
        int rows = Math.min(HEIGHT, groupRows - panel * HEIGHT);
        int channel = group * groupRows + panel * HEIGHT;
        if (flat && rows == HEIGHT && valid == width) {
          multiplyInPlace(a, channel, pixel, width, from, count);
        } else {
          multiplyInScratch(a, channel, rows, pixel, width, valid, from, count);
        }
      }
      pixel += valid;
    }
  }

  private void multiplyInPlace(int a, int channel, int pixel, int width, int from, int count) {
    int stride = out.planeStride();
    int at = out.at(image, channel) + firstPixel + pixel;
    if (from == 0) {
      if (epilogue.init().hasResidual()) {
        int residualAt = residual.at(image, channel) + firstPixel + pixel;
        TILES.startOnto(bias, channel, residuals, residualAt, residual.planeStride(), y, at, stride, width);
      } else {
        TILES.start(bias, channel, y, at, stride, width);
      }
    }
    tile(a, pixel, width, from, count, y, at, stride);
    if (from + count == depth) {
      Finish.tile(epilogue, y, at, stride, width, scratch, SPARE_AT);
    }
  }

  private void multiplyInScratch(int a, int channel, int rows, int pixel, int width, int valid, int from, int count) {
    int at = firstPixel + pixel;
    for (int row = 0; row < rows; row++) {
      if (from == 0) {
        startSegments(channel + row, at, valid, TILE_AT + row * WIDE);
      } else {
        readSegments(channel + row, at, valid, TILE_AT + row * WIDE);
      }
    }
    tile(a, pixel, width, from, count, scratch, TILE_AT, WIDE);
    if (from + count == depth) {
      Finish.tile(epilogue, scratch, TILE_AT, WIDE, width, scratch, SPARE_AT);
    }
    for (int row = 0; row < rows; row++) {
      writeSegments(channel + row, at, valid, TILE_AT + row * WIDE);
    }
  }

  private void tile(int a, int pixel, int width, int from, int count, float[] c, int at, int stride) {
    float[] b = unpacked ? x : scratch;
    int bStride = unpacked ? in.planeStride() : PITCH;
    int bAt = unpacked ? in.at(image, group * (call.in() / call.groups()) + from) + firstPixel + pixel : pixel;
    if (width == WIDE) {
      TILES.wide(panels, a, b, bAt, bStride, count, c, at, stride);
    } else {
      TILES.narrow(panels, a, b, bAt, bStride, count, c, at, stride);
    }
  }

  /** Writes what accumulators start from: bias, residual, both or zero. */
  private void start(int channel, int residualAt, float[] to, int at, int n) {
    Init init = epilogue.init();
    if (init.hasResidual()) {
      ELEMENTS.affine(residuals, residualAt, 1, bias[channel], to, at, n);
    } else {
      Arrays.fill(to, at, at + n, bias[channel]);
    }
  }

  private void startSegments(int channel, int pixel, int n, int to) {
    for (int done = 0; done < n;) {
      int row = (pixel + done) / columns;
      int column = (pixel + done) % columns;
      int length = Math.min(columns - column, n - done);
      start(channel, residual.at(image, channel) + row * residual.rowStride() + column, scratch, to + done, length);
      done += length;
    }
  }

  private void readSegments(int channel, int pixel, int n, int to) {
    for (int done = 0; done < n;) {
      int column = (pixel + done) % columns;
      int length = Math.min(columns - column, n - done);
      ROWS.copyRun(y, outAt(channel, pixel + done), scratch, to + done, length);
      done += length;
    }
  }

  private void writeSegments(int channel, int pixel, int n, int from) {
    for (int done = 0; done < n;) {
      int column = (pixel + done) % columns;
      int length = Math.min(columns - column, n - done);
      System.arraycopy(scratch, from + done, y, outAt(channel, pixel + done), length);
      done += length;
    }
  }

  private int outAt(int channel, int pixel) {
    return out.at(image, channel) + pixel / columns * out.rowStride() + pixel % columns;
  }
}
