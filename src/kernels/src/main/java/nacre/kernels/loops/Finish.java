package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.ELEMENTS;
import static nacre.kernels.lanes.Lanes.TILES;

import nacre.kernels.call.Curve;
import nacre.kernels.call.Epilogue;

/**
 * The end of an epilogue: clamp and curve of elements that are already written. {@code spare} has room for
 * {@link nacre.kernels.lanes.Elements#SPARE}.
 */
final class Finish {

  private Finish() {}

  static void clampAndCurve(Epilogue epilogue, float[] x, int at, int n, float[] spare, int spareAt) {
    if (epilogue.clamps()) {
      ELEMENTS.clamp(x, at, epilogue.low(), epilogue.high(), x, at, n);
    }
    curve(epilogue, x, at, n, spare, spareAt);
  }

  /** A whole tile of {@code n} columns. */
  static void tile(Epilogue epilogue, float[] c, int at, int stride, int n, float[] spare,
      int spareAt) {
    if (epilogue.clamps()) {
      TILES.clamp(epilogue.low(), epilogue.high(), c, at, stride, n);
    }
    if (epilogue.curve() != Curve.NONE) {
      for (int row = 0; row < TILES.rows(); row++) {
        curve(epilogue, c, at + row * stride, n, spare, spareAt);
      }
    }
  }

  static void curve(Epilogue epilogue, float[] x, int at, int n, float[] spare, int spareAt) {
    if (epilogue.curve() != Curve.NONE) {
      ELEMENTS.curve(epilogue.curve(), epilogue.slope(), x, at, x, at, n, spare, spareAt);
    }
  }
}
