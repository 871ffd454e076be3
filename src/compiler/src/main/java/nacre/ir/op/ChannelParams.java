package nacre.ir.op;

import java.util.List;

import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/** Parameters with one number per channel: biases, scales, slopes, statistics. */
final class ChannelParams {
  private ChannelParams() {}

  /** Checks that an operand, if present, has rank 1 and the extent {@code channels}. */
  static void check(InferContext context, int operand, Dim channels, OpSpec spec) {
    if (!context.has(operand)) {
      return;
    }
    TensorType type = context.tensor(operand);
    if (type.rank() != 1 || !type.dim(0).provablyEquals(channels)) {
      String name = spec.params().get(operand - spec.firstParam()).name();
      throw TypeError.at(name, "`" + name + "`: found " + type + ", required [" + channels + "], one per channel");
    }
  }

  /** {@code bias * scale + shift}, where an absent bias is 0. */
  static Operand affine(NodeSink sink, Operand bias, Operand scale, Operand shift) {
    if (bias instanceof Operand.Absent) {
      return shift;
    }
    return sink.add(new Add(), List.of(sink.add(new Mul(), List.of(bias, scale)), shift));
  }
}
