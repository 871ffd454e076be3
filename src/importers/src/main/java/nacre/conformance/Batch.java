package nacre.conformance;

import java.util.ArrayList;
import java.util.List;
import nacre.ir.Dim;
import nacre.ir.TensorType;

/** What a model is compiled for. */
public enum Batch {
  /** The shapes of its inputs, and no others. */
  FIXED,
  /** Any extent of the first axis, the same for all inputs that stay open. */
  OPEN;

  private static final Dim SYMBOL = new Dim.Symbol("N");

  /** The type of an input for which a model is compiled. */
  TensorType type(TensorType given) {
    if (this == FIXED || given.rank() == 0) {
      return given;
    }
    List<Dim> dims = new ArrayList<>(given.dims());
    dims.set(0, SYMBOL);
    return given.withDims(dims);
  }
}
