package nacre.ir.op;

import java.util.List;
import java.util.stream.IntStream;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.TensorType;

/** Writes formulas as nodes: what decompositions are made with. */
record Formula(NodeSink sink) {
  Operand of(Op op, Operand... operands) {
    return sink.add(op, List.of(operands));
  }

  TensorType type(Operand operand) {
    return (TensorType) sink.type(operand);
  }

  /** A scalar constant. */
  Operand number(DType dtype, double value) {
    return of(dtype.isReal()
        ? Constant.of(dtype, value)
        : new Constant(Tensor.ofIntegers(dtype, new int[0], new long[] {(long) value})));
  }

  /** A constant of whole numbers, rank 1. */
  Operand integers(long... values) {
    return of(new Constant(Tensor.ofIntegers(DType.I64, new int[] {values.length}, values)));
  }

  Operand plus(Operand a, Operand b) {
    return of(new Add(), a, b);
  }

  Operand plus(Operand a, double b) {
    return plus(a, number(type(a).dtype(), b));
  }

  Operand minus(Operand a, Operand b) {
    return of(new Sub(), a, b);
  }

  Operand times(Operand a, Operand b) {
    return of(new Mul(), a, b);
  }

  Operand times(Operand a, double b) {
    return times(a, number(type(a).dtype(), b));
  }

  Operand over(Operand a, Operand b) {
    return of(new Div(), a, b);
  }

  Operand reshaped(Operand x, List<Dim> dims) {
    return type(x).dims().equals(dims) ? x : of(new Reshape(dims), x);
  }

  /** The indices {@code from <= i < to} of an axis. */
  Operand slice(Operand x, int axis, int from, int to) {
    return of(new Slice(List.of(from), List.of(to), List.of(axis), List.of(1)), x);
  }

  Operand cast(Operand x, DType dtype) {
    return type(x).dtype() == dtype ? x : of(new Cast(dtype), x);
  }

  /** The axes in another order. */
  Operand permuted(Operand x, List<Integer> permutation) {
    boolean same = IntStream.range(0, permutation.size()).allMatch(i -> permutation.get(i) == i);
    return same ? x : of(new Transpose(permutation), x);
  }
}
