package nacre.data;

import nacre.ir.DType;
import nacre.ir.Tensor;

/** Brings elements into one order: little-endian, the last axis running fastest, truth values 0 and 1. */
final class NpyOrder {
  private NpyOrder() {}

  /** The elements in that order; the array that is given may be changed. */
  static byte[] plain(NpyHeader header, byte[] contents) {
    if (header.bigEndian()) {
      turnEnds(contents, header.dtype().bytes());
    }
    if (header.dtype() == DType.BOOL) {
      for (int i = 0; i < contents.length; i++) {
        contents[i] = (byte) (contents[i] == 0 ? 0 : 1);
      }
    }
    return header.fortranOrder() ? turnAxes(header, contents) : contents;
  }

  private static void turnEnds(byte[] contents, int size) {
    for (int from = 0; from < contents.length; from += size) {
      for (int low = from, high = from + size - 1; low < high; low++, high--) {
        byte kept = contents[low];
        contents[low] = contents[high];
        contents[high] = kept;
      }
    }
  }

  /** Stored with the first axis running fastest, so that its step is one element. */
  private static byte[] turnAxes(NpyHeader header, byte[] contents) {
    int[] shape = header.shape().stream().mapToInt(extent -> extent).toArray();
    int[] own = Tensor.strides(shape);
    int[] stored = new int[shape.length];
    for (int axis = 0, step = 1; axis < shape.length; axis++) {
      stored[axis] = step;
      step *= shape[axis];
    }
    int size = header.dtype().bytes();
    byte[] turned = new byte[contents.length];
    for (int i = 0; i < contents.length / size; i++) {
      int at = 0;
      int rest = i;
      for (int axis = 0; axis < shape.length; axis++) {
        at += rest / own[axis] * stored[axis];
        rest %= own[axis];
      }
      System.arraycopy(contents, at * size, turned, i * size, size);
    }
    return turned;
  }
}
