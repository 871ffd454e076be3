package nacre.ir.op;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/** What ops share that read or write at places which an operand holds. */
final class Indexing {
  private Indexing() {}

  /** The place that an index means, negative ones counted from the end. */
  static int place(long index, int extent) {
    if (index < -extent || index >= extent) {
      throw new IndexRangeException("found index " + index + ", required -" + extent + " to " + (extent - 1)
          + " for an axis of extent " + extent);
    }
    return (int) (index < 0 ? index + extent : index);
  }

  /** Checks that an operand holds whole numbers. */
  static void checkIndices(TensorType indices) {
    if (indices.dtype().kind() != DType.Kind.INTEGER) {
      throw TypeError.at("indices", "`indices`: found " + indices + ", required whole numbers");
    }
  }

  /** Checks that extents beside the axis are those of the data, or known to be no larger. */
  static void checkAlongside(TensorType data, TensorType indices, int axis) {
    ChannelParams.checkAxisExists(data, axis);
    checkIndices(indices);
    boolean fits = data.rank() == indices.rank();
    for (int i = 0; fits && i < data.rank(); i++) {
      fits = i == axis || isWithin(indices.dim(i), data.dim(i));
    }
    if (!fits) {
      throw TypeError.at("indices", "`indices`: found " + indices + " for " + data
          + ", required the same rank, and extents that are not larger but on axis " + axis);
    }
  }

  private static boolean isWithin(Dim part, Dim whole) {
    return part.provablyEquals(whole)
        || part.known().isPresent() && whole.known().isPresent()
            && part.known().getAsLong() <= whole.known().getAsLong();
  }

  /** Checks that updates have a type. */
  static void checkUpdates(TensorType updates, TensorType required) {
    boolean same = updates.dtype() == required.dtype() && updates.rank() == required.rank();
    for (int i = 0; same && i < required.rank(); i++) {
      same = updates.dim(i).provablyEquals(required.dim(i));
    }
    if (!same) {
      throw TypeError.at("updates", "`updates`: found " + updates + ", required " + required);
    }
  }

  /** How many axes of the data one row of indices names: the known extent of its last axis. */
  static int depth(TensorType data, TensorType indices, int batchDims) {
    checkIndices(indices);
    if (indices.rank() == 0 || indices.dims().getLast().known().isEmpty()) {
      throw TypeError.at("indices", "`indices`: found " + indices + ", required a last axis of known extent");
    }
    long depth = indices.dims().getLast().known().getAsLong();
    if (depth < 1 || batchDims + depth > data.rank()) {
      throw TypeError.at("indices", "`indices`: found " + indices + ", whose last axis names " + depth
          + " axes, required 1 to " + (data.rank() - batchDims) + " for " + data
          + (batchDims == 0 ? "" : " after " + new Attr.Int(batchDims) + " batch axes"));
    }
    return (int) depth;
  }

  /** Checks that a number is one of the element type's. */
  static void checkWhole(String name, double value, DType dtype) {
    if (!dtype.isReal() && value != Math.rint(value)) {
      throw TypeError.at(name, "`" + name + "`: found " + value + ", required a whole number for " + dtype);
    }
  }
}
