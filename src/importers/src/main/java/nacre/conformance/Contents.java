package nacre.conformance;

import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.source.InputException;

/** Contents of tensors as an element type holds them. */
final class Contents {
  private Contents() {}

  /**
   * The same elements of another type.
   *
   * @throws InputException if that type cannot hold one of them
   */
  static Tensor as(DType dtype, Tensor tensor) {
    if (tensor.dtype() == dtype) {
      return tensor;
    }
    boolean wasReal = tensor.dtype().isReal();
    if (dtype.isReal()) {
      return Tensor.reals(dtype, tensor.shape(), i -> wasReal ? tensor.real(i) : tensor.integer(i));
    }
    return Tensor.integers(dtype, tensor.shape(), i -> wasReal ? whole(tensor.real(i)) : tensor.integer(i));
  }

  private static long whole(double real) {
    if (real != Math.rint(real)) {
      throw new InputException("found " + real + " in an input, required a whole number");
    }
    return (long) real;
  }
}
