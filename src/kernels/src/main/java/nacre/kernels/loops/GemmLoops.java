package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.TILES;

import java.util.Arrays;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Epilogue;
import nacre.kernels.call.Gemm;
import nacre.kernels.lanes.Elements;
import nacre.kernels.lanes.Tiles;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;
import nacre.kernels.weights.Packed;

/**
 * Matrix products. A task owns a block of rows and some panels of columns; for each block of depth it packs the rows, and
 * the columns too when they are no packed constant, and multiplies tile after tile. A single row is not packed but streamed
 * past the panels. Sums are kept in the output between blocks of depth.
 */
final class GemmLoops {

  private static final int WIDE = TILES.wideColumns();
  private static final int HEIGHT = TILES.rows();
  /** Rows that are packed at once. */
  private static final int BLOCK = HEIGHT * Math.max(1, 64 / HEIGHT);
  private static final int PANEL_AT = Tiles.DEPTH * BLOCK;
  private static final int TILE_AT = PANEL_AT + Tiles.DEPTH * WIDE;
  private static final int TILE_SIZE = Math.max(HEIGHT, Tiles.SLICES) * WIDE;
  private static final int SPARE_AT = TILE_AT + TILE_SIZE + 64;
  private static final int SCRATCH = SPARE_AT + Elements.SPARE;

  private final Nest batch = new Nest();
  private final MatrixPacker packer = new MatrixPacker();
  private Epilogue epilogue = Epilogue.NONE;
  private float[] scratch = {};
  private float[] left = {};
  private float[] right = {};
  private float[] bias = {};
  private float[] y = {};
  private float[] residuals = {};
  private boolean constant;
  private int rows;
  private int columns;
  private int depth;
  private int outRow;
  private int outColumn;
  private int leftRow;
  private int leftDepth;
  private int rightColumn;
  private int rightDepth;

  // the task in hand
  private int leftAt;
  private int rightAt;
  private int outAt;
  private int residualAt;
  private int firstRow;
  private int blockRows;

  static void run(Worker k, Gemm call, Packed right, Slot left, Slot residual, Slot out) {
    GemmLoops loops = k.tool(GemmLoops.class, GemmLoops::new);
    loops.constant = true;
    loops.right = right.panels();
    loops.bias = right.bias();
    loops.runAll(k, call, left, 0, residual, out);
  }

  static void run(Worker k, Gemm call, Slot left, Slot right, Slot out) {
    GemmLoops loops = k.tool(GemmLoops.class, GemmLoops::new);
    loops.constant = false;
    loops.right = right.floats();
    loops.runAll(k, call, left, right.base(), out, out);
  }

  private void runAll(Worker k, Gemm call, Slot newLeft, int rightBase, Slot residual, Slot out) {
    prepare(call, newLeft, residual, out, k.images());
    boolean streams = rows == 1 && constant;
    scratch = k.floats(streams ? SCRATCH + depth : SCRATCH);
    int step = streams ? Tiles.SLICES : 1;
    int blocks = Tasks.ceilDiv(rows, BLOCK);
    int panels = Tasks.ceilDiv(columns, WIDE);
    int parts = Tasks.ceilDiv(panels, step);
    int whole = batch.turns() * blocks;
    int pieces = Tasks.pieces(whole, parts, (long) step * WIDE * depth * Math.min(rows, BLOCK), k.workers());
    k.step(whole * pieces);
    for (int task = k.next(); task >= 0; task = k.next()) {
      int piece = task % pieces;
      batch.seek(task / pieces / blocks);
      locate(task / pieces % blocks * BLOCK, newLeft, rightBase, residual, out);
      int from = (int) ((long) parts * piece / pieces) * step;
      int to = Math.min(panels, (int) ((long) parts * (piece + 1) / pieces) * step);
      if (streams) {
        streamRow(from, to);
      } else {
        multiply(from, to);
      }
    }
  }

  private void locate(int row, Slot newLeft, int rightBase, Slot residual, Slot out) {
    firstRow = row;
    blockRows = Math.min(BLOCK, rows - firstRow);
    outAt = out.base() + batch.offset(0) + firstRow * outRow;
    residualAt = residual.base() + batch.offset(0) + firstRow * outRow;
    leftAt = newLeft.base() + batch.offset(1) + firstRow * leftRow;
    rightAt = rightBase + batch.offset(2);
  }

  private void prepare(Gemm call, Slot newLeft, Slot residual, Slot out, int images) {
    epilogue = call.epilogue();
    left = newLeft.floats();
    y = out.floats();
    residuals = residual.floats();
    batch.resolve(call.batch(), call.batch().size(), 3, images);
    Axis rowAxis = call.rows();
    rows = rowAxis.extent().at(images);
    outRow = rowAxis.stride(0, images);
    leftRow = rowAxis.stride(1, images);
    Axis columnAxis = call.columns();
    columns = columnAxis.extent().at(images);
    outColumn = columnAxis.stride(0, images);
    rightColumn = columnAxis.stride(1, images);
    depth = call.depth().extent().at(images);
    leftDepth = call.depth().stride(0, images);
    rightDepth = call.depth().stride(1, images);
  }

  private void multiply(int fromPanel, int toPanel) {
    int from = 0;
    do {
      int count = Math.min(Tiles.DEPTH, depth - from);
      packer.packRows(left, leftAt + from * leftDepth, leftRow, leftDepth, blockRows, count, scratch, 0);
      for (int panel = fromPanel; panel < toPanel; panel++) {
        multiplyPanel(panel * WIDE, from, count);
      }
      from += count;
    } while (from < depth);
  }

  private void multiplyPanel(int column, int from, int count) {
    int valid = Math.min(WIDE, columns - column);
    int b = column * depth + from * WIDE;
    if (!constant) {
      b = PANEL_AT;
      packer.packColumns(right, rightAt + from * rightDepth + column * rightColumn, rightColumn, rightDepth, valid,
          count,
          scratch, PANEL_AT);
    }
    for (int row = 0; row < blockRows; row += HEIGHT) {
      int validRows = Math.min(HEIGHT, blockRows - row);
      if (validRows == HEIGHT && valid == WIDE && outColumn == 1) {
        multiplyInPlace(row, column, b, from, count);
      } else {
        multiplyInScratch(row, validRows, column, valid, b, from, count);
      }
    }
  }

  private void multiplyInPlace(int row, int column, int b, int from, int count) {
    if (from == 0) {
      for (int r = 0; r < HEIGHT; r++) {
        start(row + r, column, WIDE, y, outAt + (row + r) * outRow + column);
      }
    }
    tile(row, b, count, y, outAt + row * outRow + column, outRow);
    if (from + count == depth) {
      Finish.tile(epilogue, y, outAt + row * outRow + column, outRow, WIDE, scratch, SPARE_AT);
    }
  }

  private void multiplyInScratch(int row, int validRows, int column, int valid, int b, int from, int count) {
    for (int r = 0; r < validRows; r++) {
      if (from == 0) {
        start(row + r, column, valid, scratch, TILE_AT + r * WIDE);
      } else {
        read(row + r, column, valid, TILE_AT + r * WIDE);
      }
    }
    tile(row, b, count, scratch, TILE_AT, WIDE);
    if (from + count == depth) {
      Finish.tile(epilogue, scratch, TILE_AT, WIDE, WIDE, scratch, SPARE_AT);
    }
    for (int r = 0; r < validRows; r++) {
      write(row + r, column, valid, TILE_AT + r * WIDE);
    }
  }

  private void tile(int row, int b, int count, float[] c, int at, int stride) {
    TILES.wide(scratch, row * count, constant ? right : scratch, b, WIDE, count, c, at, stride);
  }

  /** Multiplies the only row with panels, several at a time. */
  private void streamRow(int fromPanel, int toPanel) {
    float[] a = left;
    int at = leftAt;
    if (leftDepth != 1) {
      a = scratch;
      at = SCRATCH;
      packer.gather(left, leftAt, leftDepth, depth, scratch, SCRATCH);
    }
    for (int panel = fromPanel; panel < toPanel; panel += Tiles.SLICES) {
      int column = panel * WIDE;
      int valid = Math.min(Tiles.SLICES * WIDE, columns - column);
      boolean inPlace = valid == Tiles.SLICES * WIDE && outColumn == 1;
      float[] c = inPlace ? y : scratch;
      int cAt = inPlace ? outAt + column : TILE_AT;
      start(0, column, valid, c, cAt);
      TILES.row(a, at, right, column * depth, depth * WIDE, depth, c, cAt, epilogue.low(), epilogue.high());
      Finish.curve(epilogue, c, cAt, valid, scratch, SPARE_AT);
      if (!inPlace) {
        write(0, column, valid, TILE_AT);
      }
    }
  }

  /** Writes what accumulators start from: bias, residual, both or zero. */
  private void start(int row, int column, int n, float[] to, int at) {
    boolean biased = epilogue.init().hasBias();
    if (epilogue.init().hasResidual()) {
      int from = residualAt + row * outRow + column * outColumn;
      for (int i = 0; i < n; i++) {
        to[at + i] = residuals[from + i * outColumn] + (biased ? bias[column + i] : 0);
      }
    } else if (biased) {
      System.arraycopy(bias, column, to, at, n);
    } else {
      Arrays.fill(to, at, at + n, 0);
    }
  }

  private void read(int row, int column, int n, int to) {
    int from = outAt + row * outRow + column * outColumn;
    for (int i = 0; i < n; i++) {
      scratch[to + i] = y[from + i * outColumn];
    }
  }

  private void write(int row, int column, int n, int from) {
    int to = outAt + row * outRow + column * outColumn;
    for (int i = 0; i < n; i++) {
      y[to + i * outColumn] = scratch[from + i];
    }
  }
}
