package nacre.cli;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Input;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.source.InputException;

/** Makes an array an input's: its element type, and its shape up to a missing batch axis. */
final class InputFit {
  private InputFit() {}

  /** @throws InputException if extents differ, or elements would be changed */
  static Tensor fit(Input input, TensorType type, Tensor tensor) {
    Tensor shaped = tensor;
    if (tensor.rank() == type.rank() - 1 && !(type.dim(0) instanceof Dim.Known(long size) && size != 1)) {
      int[] shape = new int[type.rank()];
      shape[0] = 1;
      System.arraycopy(tensor.shape(), 0, shape, 1, tensor.rank());
      shaped = tensor.reshaped(shape);
    }
    boolean fits = shaped.rank() == type.rank();
    for (int axis = 0; fits && axis < type.rank(); axis++) {
      fits = !(type.dim(axis) instanceof Dim.Known(long size)) || size == shaped.dim(axis);
    }
    if (!fits) {
      throw new InputException("input `" + input.name() + "`: found " + tensor.type() + ", required " + type);
    }
    return converted(input, type.dtype(), shaped);
  }

  private static Tensor converted(Input input, DType wanted, Tensor tensor) {
    if (tensor.dtype() == wanted) {
      return tensor;
    }
    if (wanted.isReal()) {
      return Tensor.reals(wanted, tensor.shape(), i -> wanted == DType.F32 ? (float) tensor.real(i) : tensor.real(i));
    }
    if (tensor.dtype().isReal()) {
      throw new InputException(
          "input `" + input.name() + "`: found elements of " + tensor.dtype() + ", required " + wanted);
    }
    boolean signed = switch (wanted) {
      case I8, I16, I32, I64 -> true;
      default -> false;
    };
    int bits = wanted == DType.BOOL ? 1 : Math.min(63, 8 * wanted.bytes() - (signed ? 1 : 0));
    long greatest = Long.MAX_VALUE >>> 63 - bits;
    long least = signed ? -greatest - 1 : 0;
    return Tensor.integers(wanted, tensor.shape(), i -> within(input, least, greatest, tensor.integer(i)));
  }

  private static long within(Input input, long least, long greatest, long found) {
    if (found < least || found > greatest) {
      throw new InputException(
          "input `" + input.name() + "`: found the element " + found + ", required " + least + " to "
              + greatest);
    }
    return found;
  }
}
