package nacre.kernels.loops;

import static nacre.kernels.lanes.Lanes.ELEMENTS;

import nacre.kernels.call.Prologue;
import nacre.kernels.weights.Packed;

/** What is done to input elements once they are copied: the prologue of a call with its constants. */
final class Reading {

  private boolean affine;
  private boolean relu;
  private float[] scale = {};
  private float[] shift = {};

  void prepare(Prologue prologue, Packed weights) {
    affine = prologue.affine();
    relu = prologue.relu();
    scale = weights.scale();
    shift = weights.shift();
  }

  /** Reads elements as they are. */
  void plain() {
    prepare(Prologue.NONE, Packed.NOTHING);
  }

  boolean isPlain() {
    return !affine && !relu;
  }

  /** Whether a zero stays zero, so that a halo of zeros may be read like the plane. */
  boolean keepsZero() {
    return !affine;
  }

  void apply(int channel, float[] x, int at, int n) {
    if (affine) {
      ELEMENTS.affine(x, at, scale[channel], shift[channel], x, at, n);
    }
    if (relu) {
      ELEMENTS.clamp(x, at, 0, Float.POSITIVE_INFINITY, x, at, n);
    }
  }
}
