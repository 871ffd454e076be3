package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.TILES;

/** Packs parts of strided matrices into the panels that tiles are multiplied from. */
public final class MatrixPacker {

  private static final int HEIGHT = TILES.rows();
  private static final int WIDE = TILES.wideColumns();

  /**
   * Packs {@code rows} rows into panels of as many as a tile has; within a panel, all rows of one depth lie together.
   * Missing rows are zeros.
   */
  public void packRows(float[] from, int at, int rowStride, int depthStride, int rows, int depth, float[] to,
      int toAt) {
    for (int first = 0; first < rows; first += HEIGHT) {
      int panel = toAt + first * depth;
      for (int row = 0; row < HEIGHT; row++) {
        if (first + row < rows) {
          copy(from, at + (first + row) * rowStride, depthStride, depth, to, panel + row, HEIGHT);
        } else {
          clear(to, panel + row, HEIGHT, depth);
        }
      }
    }
  }

  /** Packs {@code columns} columns into one panel as wide as a wide tile; missing columns are zeros. */
  public void packColumns(float[] from, int at, int columnStride, int depthStride, int columns, int depth, float[] to,
      int toAt) {
    if (columnStride == 1) {
      for (int d = 0; d < depth; d++) {
        System.arraycopy(from, at + d * depthStride, to, toAt + d * WIDE, columns);
      }
    } else {
      for (int column = 0; column < columns; column++) {
        copy(from, at + column * columnStride, depthStride, depth, to, toAt + column, WIDE);
      }
    }
    for (int column = columns; column < WIDE; column++) {
      clear(to, toAt + column, WIDE, depth);
    }
  }

  /** Copies elements that lie {@code stride} apart next to each other. */
  void gather(float[] from, int at, int stride, int n, float[] to, int toAt) {
    copy(from, at, stride, n, to, toAt, 1);
  }

  private static void copy(float[] from, int at, int stride, int n, float[] to, int toAt, int toStride) {
    for (int i = 0; i < n; i++) {
      to[toAt + i * toStride] = from[at + i * stride];
    }
  }

  private static void clear(float[] to, int at, int stride, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i * stride] = 0;
    }
  }
}
