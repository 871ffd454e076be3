package nacre.ir.op;

/** Row-major indices as one index per axis, and back. */
final class Coordinates {
  private Coordinates() {}

  static int[] of(int flat, int[] shape) {
    int[] at = new int[shape.length];
    int rest = flat;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      at[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return at;
  }

  static int flat(int[] at, int[] strides) {
    int flat = 0;
    for (int axis = 0; axis < at.length; axis++) {
      flat += at[axis] * strides[axis];
    }
    return flat;
  }
}
