package nacre.codegen;

import java.util.List;

import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.kernels.call.Extent;

/**
 * Where a value of the graph can be seen while a network runs.
 *
 * @param step    right after this step; {@link Live#BEFORE} for an input
 * @param strides elements from one index of each logical axis to the next, counted from the view's first element
 */
public record Observed(Value value, String path, TensorType type, int step, View view, List<Extent> strides) {
  public Observed {
    strides = List.copyOf(strides);
  }

  /** The same value, seen after another step. */
  Observed after(int other) {
    return new Observed(value, path, type, other, view, strides);
  }
}
