package nacre.ir.op;

import java.util.List;

import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/** Parameters with one number per channel: biases, scales, slopes, statistics. */
final class ChannelParams {
  private ChannelParams() {}

  /** Checks that an operand, if present, has rank 1, reals, and the extent {@code channels}. */
  static void check(InferContext context, int operand, Dim channels, OpSpec spec) {
    if (!context.has(operand)) {
      return;
    }
    TensorType type = context.tensor(operand);
    if (type.rank() != 1 || !type.dim(0).provablyEquals(channels) || !type.dtype().isReal()) {
      String name = spec.params().get(operand - spec.firstParam()).name();
      throw TypeError.at(name,
          "`" + name + "`: found " + type + ", required reals [" + channels + "], one per channel");
    }
  }

  /** Checks that an operand is of the first one's element type. */
  static void checkDType(InferContext context, int operand, OpSpec spec) {
    TensorType x = context.tensor(0);
    TensorType type = context.tensor(operand);
    if (type.dtype() != x.dtype()) {
      String name = spec.params().get(operand - spec.firstParam()).name();
      throw TypeError.at(name, "`" + name + "`: found " + type + ", required " + x.dtype() + ", as the input " + x);
    }
  }

  /** Checks that a tensor is of reals and has an axis. */
  static void checkAxis(TensorType x, int axis) {
    if (!x.dtype().isReal()) {
      throw new TypeError("found " + x + ", required a tensor of reals");
    }
    checkAxisExists(x, axis);
  }

  static void checkAxisExists(TensorType x, int axis) {
    if (axis < 0 || axis >= x.rank()) {
      throw TypeError.at("axis", "`axis`: found " + axis + ", required "
          + (x.rank() == 0 ? "a tensor that has axes" : "0 to " + (x.rank() - 1)) + " for " + x);
    }
  }

  /** One number per index of the setting {@code axis}. */
  static List<Dim> shape(Settings settings) {
    return List.of(settings.input(0).dim(settings.integer("axis")));
  }

  /** Checks that a tensor is of reals and has its channels on an axis after the batch. */
  static void checkPixels(TensorType x, int axis) {
    checkAxis(x, axis);
    if (axis == 0) {
      throw TypeError.at("axis", "`axis`: found 0, required one from 1 to " + (x.rank() - 1) + " for " + x
          + ", axis 0 being the batch");
    }
  }

  /** The parameter's element that belongs to element {@code i} of the first operand. */
  static double element(Evaluation evaluation, int operand, int i, int axis, double absent) {
    if (!evaluation.has(operand)) {
      return absent;
    }
    int[] shape = evaluation.tensor(0).shape();
    return evaluation.tensor(operand).real(i / Tensor.strides(shape)[axis] % shape[axis]);
  }

  /** {@code x * gamma + beta} per index of an axis, as a node. */
  static Operand affine(Formula f, Operand x, Operand gamma, Operand beta, int axis) {
    boolean bare = gamma instanceof Operand.Absent && beta instanceof Operand.Absent;
    return bare ? x : f.of(new ScaleShift(axis), x, gamma, beta);
  }

  /** {@code bias * scale + shift}, where an absent bias is 0. */
  static Operand affine(NodeSink sink, Operand bias, Operand scale, Operand shift) {
    if (bias instanceof Operand.Absent) {
      return shift;
    }
    return sink.add(new Add(), List.of(sink.add(new Mul(), List.of(bias, scale)), shift));
  }
}
