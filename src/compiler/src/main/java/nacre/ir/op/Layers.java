package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;

import nacre.ir.Dim;
import nacre.ir.Operand;

/** A volume seen as a stack of pictures, one per layer of its depth. */
final class Layers {
  private Layers() {}

  /** The depth on axis 1, whatever comes next: channels, height and width, or height, width and channels. */
  static Operand nextToBatch(Formula f, Operand volume, int axis) {
    return axis == 1 ? f.of(new Transpose(List.of(0, 2, 1, 3, 4)), volume) : volume;
  }

  /** {@code [batch, depth, ...]} as {@code [batch * depth, ...]}. */
  static Operand stacked(Formula f, Operand layers) {
    List<Dim> dims = f.type(layers).dims();
    List<Dim> flat = new ArrayList<>(dims.subList(1, dims.size()));
    flat.set(0, dims.get(0).times(dims.get(1)));
    return f.reshaped(layers, flat);
  }

  /** The volume with these extents, channels on {@code axis}, from its stack of pictures. */
  static Operand fromStack(Formula f, Operand stack, List<Dim> volume, int axis) {
    if (axis != 1) {
      return f.reshaped(stack, volume);
    }
    List<Dim> layers = List.of(volume.get(0), volume.get(2), volume.get(1), volume.get(3), volume.get(4));
    return f.of(new Transpose(List.of(0, 2, 1, 3, 4)), f.reshaped(stack, layers));
  }
}
