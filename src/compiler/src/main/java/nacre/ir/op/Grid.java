package nacre.ir.op;

import java.util.Collections;
import java.util.List;

import nacre.ir.Tensor;

/**
 * Where the elements of a picture of any rank lie: batch, channels, and three axes that windows slide over, of which the
 * first ones have extent 1 where the picture has fewer.
 */
final class Grid {
  static final int AXES = 3;

  private final int[] shape;
  private final int[] strides;
  private final int channels;
  private final int[] extents = {1, 1, 1};
  private final int[] steps = new int[AXES];

  Grid(int[] shape, int channels) {
    this.shape = shape.clone();
    this.strides = Tensor.strides(shape);
    this.channels = channels;
    int next = AXES - (shape.length - 2);
    for (int axis = 1; axis < shape.length; axis++) {
      if (axis != channels) {
        extents[next] = shape[axis];
        steps[next++] = strides[axis];
      }
    }
  }

  int batch() {
    return shape[0];
  }

  int channels() {
    return shape[channels];
  }

  int extent(int axis) {
    return extents[axis];
  }

  int step(int axis) {
    return steps[axis];
  }

  /** How many elements a channel has. */
  int pixels() {
    return extents[0] * extents[1] * extents[2];
  }

  /** The channel of the element at a row-major index. */
  int channelOf(int i) {
    return i / strides[channels] % shape[channels];
  }

  /** The image of the element at a row-major index. */
  int imageOf(int i) {
    return i / strides[0];
  }

  /** Where on the three axes the element at a row-major index is. */
  int[] positionOf(int i) {
    int[] position = new int[AXES];
    for (int axis = 0; axis < AXES; axis++) {
      position[axis] = steps[axis] == 0 ? 0 : i / steps[axis] % extents[axis];
    }
    return position;
  }

  /** The indices of an element of a box of some layers with as many rows and columns. */
  static int[] position(int flat, int rows, int columns) {
    return new int[] {flat / columns / rows, flat / columns % rows, flat % columns};
  }

  /** The first element of a channel. */
  int plane(int image, int channel) {
    return image * strides[0] + channel * strides[channels];
  }

  /** One number for each of the three axes: {@code own}, and {@code absent} for those that the picture lacks. */
  static int[] padded(List<Integer> own, int absent) {
    int[] all = new int[AXES];
    List<Integer> missing = Collections.nCopies(AXES - own.size(), absent);
    for (int axis = 0; axis < AXES; axis++) {
      all[axis] = axis < missing.size() ? absent : own.get(axis - missing.size());
    }
    return all;
  }
}
