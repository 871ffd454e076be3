package nacre.kernels.lanes;

/**
 * The multiply at the heart of convolution and matrix product: a tile of rows times columns that stays in registers.
 *
 * <p>Element (r, j) of the tile at {@code c} is {@code c[cAt + r * cStride + j]}; to it is added the sum over depth d of
 * {@code a[aAt + d * rows() + r] * b[bAt + d * bStride + j]}, which starts from zero and grows in order of d, each product
 * rounded only with its sum (fused). Callers cut the depth into blocks of {@link #DEPTH}, so that rounding errors grow with
 * the square root of that and of the number of blocks, not of the whole depth. That order is the same in every tile and
 * every provider, so an element's bits do not depend on the tile that computed it.
 */
public interface Tiles {

  /** The depth that is summed up before it is added to what is there. */
  int DEPTH = 128;

  /** Rows of a tile, the packed and repeated side. */
  int rows();

  /** Columns of a wide tile; a multiple of {@link #narrowColumns}. */
  int wideColumns();

  /** Columns of a narrow tile, for what a row of wide ones leaves over. */
  int narrowColumns();

  /** Writes {@code init[initAt + r]} into each row r of {@code n} columns, a multiple of {@link #narrowColumns}. */
  void start(float[] init, int initAt, float[] c, int cAt, int cStride, int n);

  /** As {@link #start}, plus an element of {@code x}, which lies like {@code c} with its own stride. */
  void startOnto(float[] init, int initAt, float[] x, int xAt, int xStride, float[] c, int cAt, int cStride, int n);

  /** Multiplies into a tile of {@link #wideColumns}. */
  void wide(float[] a, int aAt, float[] b, int bAt, int bStride, int depth, float[] c, int cAt, int cStride);

  /** Multiplies into a tile of {@link #narrowColumns}. */
  void narrow(float[] a, int aAt, float[] b, int bAt, int bStride, int depth, float[] c, int cAt, int cStride);

  /** Clamps each row of {@code n} columns, a multiple of {@link #narrowColumns}; NaN stays NaN. */
  void clamp(float low, float high, float[] c, int cAt, int cStride, int n);

  /**
   * Multiplies one row, {@code a[aAt + d]}, of any depth by {@link #SLICES} wide panels that lie {@code panelStride} apart,
   * each with its columns of one depth next to each other; the results lie next to each other at {@code cAt} and are clamped.
   */
  void row(float[] a, int aAt, float[] b, int bAt, int panelStride, int depth, float[] c, int cAt, float low,
      float high);

  /** Panels that {@link #row} takes at once. */
  int SLICES = 4;
}
