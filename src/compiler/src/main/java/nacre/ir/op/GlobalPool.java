package nacre.ir.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/** What poolings over whole channels share, whatever the rank. */
record GlobalPool(Space space, int axis, boolean keepDims) {
  /** Turns the elements of a channel into one number. */
  interface Reduction {
    double of(double[] elements);
  }

  static OpSpec spec(String name, Class<? extends Op> type, String what, Space space) {
    String stay = space.words() + (space == Space.LINE ? " stays as an extent of 1" : " stay as extents of 1");
    return OpSpec.of(name, type, what + " of each channel over " + space.words())
        .input("x", space.subject() + ", rank " + space.rank())
        .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "where the channels are")
        .attribute("keep_dims", SettingKind.BOOL, Attr.of(false), "whether " + stay)
        .build();
  }

  List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0, space.rank(), space.required());
    Windows.checkPicture(x, axis);
    if (!keepDims) {
      return List.of(x.withDims(List.of(x.dim(0), x.dim(axis))));
    }
    List<Dim> dims = new ArrayList<>(Collections.nCopies(x.rank(), Dim.ONE));
    dims.set(0, x.dim(0));
    dims.set(axis, x.dim(axis));
    return List.of(x.withDims(dims));
  }

  Tensor evaluate(Evaluation evaluation, Reduction reduction) {
    Tensor x = evaluation.tensor(0);
    Grid grid = new Grid(x.shape(), axis);
    double[] elements = new double[grid.pixels()];
    return Tensor.reals(x.dtype(), evaluation.resultShape(0), i -> {
      int plane = grid.plane(i / grid.channels(), i % grid.channels());
      for (int k = 0; k < elements.length; k++) {
        int[] at = Grid.position(k, grid.extent(1), grid.extent(2));
        elements[k] = x.real(plane + at[0] * grid.step(0) + at[1] * grid.step(1) + at[2] * grid.step(2));
      }
      return reduction.of(elements);
    });
  }

  /** The axes that are gone, or have extent 1. */
  List<Integer> axes() {
    return space.slidingAxes(axis);
  }

  OptionalInt resultAxis(int from) {
    if (from == axis) {
      return OptionalInt.of(keepDims ? axis : 1);
    }
    return from == 0 ? OptionalInt.of(0) : OptionalInt.empty();
  }

  /** Whether a constant along an axis is the same for all elements of a channel. */
  boolean keepsConstant(int from) {
    return from == 0 || from == axis;
  }
}
