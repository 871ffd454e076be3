package nacre.ir.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Tensor;

/** Whole numbers that depend on extents alone, as nodes: constants, or computed where extents are symbols. */
record Counting(Formula formula) {
  /** {@code 0, 1, 2, ...} along one axis of a tensor of the rank, all its other extents 1. */
  Operand along(Dim extent, int rank, int axis) {
    List<Dim> dims = new ArrayList<>(Collections.nCopies(rank, Dim.ONE));
    dims.set(axis, extent);
    OptionalLong known = extent.known();
    Operand row = known.isPresent()
        ? formula.integers(LongStream.range(0, known.getAsLong()).toArray())
        : formula.of(new CumSum(0, true, false), ones(extent));
    return formula.reshaped(row, dims);
  }

  /** An extent as a tensor of rank 1 with one element. */
  Operand extent(Dim extent) {
    return extent.known().isPresent()
        ? formula.integers(extent.known().getAsLong())
        : formula.of(new ReduceSum(List.of(0), true), ones(extent));
  }

  private Operand ones(Dim extent) {
    return formula.of(new Expand(List.of(extent)),
        formula.of(new Constant(Tensor.ofIntegers(DType.I64, new int[] {1}, new long[] {1}))));
  }
}
