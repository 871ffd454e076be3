package nacre.ir.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/** What quantising and its inverse share: one scale and zero point, or one per index of an axis. */
final class Quantization {
  static final int X = 0;
  static final int SCALE = 1;
  static final int ZERO_POINT = 2;

  private Quantization() {}

  /** Checks the scale and the zero point of {@code dtype}. */
  static void check(InferContext context, int axis, DType dtype) {
    TensorType x = context.tensor(X);
    TensorType scale = context.tensor(SCALE);
    ChannelParams.checkAxisExists(x, axis);
    boolean one = scale.rank() == 0;
    boolean each = scale.rank() == 1 && scale.dim(0).provablyEquals(x.dim(axis));
    if (!scale.dtype().isReal() || !one && !each) {
      throw TypeError.at("scale", "`scale`: found " + scale + ", required reals [] or [" + x.dim(axis) + "] for " + x);
    }
    if (context.has(ZERO_POINT)) {
      TensorType zero = context.tensor(ZERO_POINT);
      if (zero.dtype() != dtype || !zero.shape().equals(scale.shape())) {
        throw TypeError.at("zero_point",
            "`zero_point`: found " + zero + ", required " + new TensorType(dtype, scale.shape()));
      }
    }
  }

  /** The element of a scale or zero point that belongs to an element of {@code x}. */
  static int index(Tensor x, Tensor parameter, int axis, int i) {
    return parameter.rank() == 0 ? 0 : i / Tensor.strides(x.shape())[axis] % x.dim(axis);
  }

  /** A scale or zero point that stretches along {@code x}. */
  static Operand along(Formula formula, Operand parameter, int rank, int axis) {
    if (formula.type(parameter).rank() == 0) {
      return parameter;
    }
    List<Dim> dims = new ArrayList<>(Collections.nCopies(rank, Dim.ONE));
    dims.set(axis, formula.type(parameter).dim(0));
    return formula.reshaped(parameter, dims);
  }
}
