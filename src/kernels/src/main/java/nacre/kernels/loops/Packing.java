package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.TILES;

import nacre.kernels.call.Axis;
import nacre.kernels.call.Conv;
import nacre.kernels.call.Gemm;
import nacre.kernels.lanes.Tiles;

/** How constants are arranged for the loops of this package, and the bias beside them padded to whole panels. */
public final class Packing {

  private static final int HEIGHT = TILES.rows();
  private static final int WIDE = TILES.wideColumns();
  /** Elements after a bias or affine constant, for reads in whole vectors. */
  private static final int SLACK = 64;

  private Packing() {}

  /** Arranges a weight {@code [out, in / groups, height, width]}. */
  public static float[] weight(Conv call, float[] weight) {
    if (call.isDepthwise()) {
      return weight;
    }
    int rows = call.out() / call.groups();
    int panels = Tasks.ceilDiv(rows, HEIGHT);
    int depth = call.depth();
    int group = Math.multiplyExact(Math.multiplyExact(panels, HEIGHT), depth);
    var packed = new float[Math.multiplyExact(call.groups(), group)];
    var packer = new MatrixPacker();
    for (int g = 0; g < call.groups(); g++) {
      packer.packRows(weight, g * rows * depth, depth, 1, rows, depth, packed, g * group);
    }
    return packed;
  }

  /** Arranges a stored right operand. */
  public static float[] right(Gemm call, float[] stored) {
    Axis columns = call.columns();
    int count = columns.extent().fixed();
    int depth = call.depth().extent().fixed();
    int panels = Tasks.ceilDiv(Tasks.ceilDiv(count, WIDE), Tiles.SLICES) * Tiles.SLICES;
    var packed = new float[Math.multiplyExact(Math.multiplyExact(panels, WIDE), depth)];
    var packer = new MatrixPacker();
    int columnStride = columns.strides().get(1).fixed();
    for (int column = 0; column < count; column += WIDE) {
      packer.packColumns(stored, column * columnStride, columnStride, call.depth().strides().get(1).fixed(),
          Math.min(WIDE, count - column), depth, packed, column * depth);
    }
    return packed;
  }

  /** Room for {@code count} constants per channel, with slack behind. */
  public static float[] constants(int count) {
    return new float[Tasks.ceilDiv(count, WIDE * Tiles.SLICES) * WIDE * Tiles.SLICES + SLACK];
  }
}
