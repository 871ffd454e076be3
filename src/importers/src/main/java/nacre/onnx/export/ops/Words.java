package nacre.onnx.export.ops;

import java.util.List;
import java.util.stream.IntStream;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Cast;
import nacre.ir.op.Constant;
import nacre.ir.op.Mul;
import nacre.ir.op.NodeSink;
import nacre.ir.op.Op;
import nacre.ir.op.Unsqueeze;

/** What ops without a word in ONNX are said with. */
record Words(NodeSink sink) {
  Operand of(Op op, Operand... operands) {
    return sink.add(op, List.of(operands));
  }

  Operand plus(Operand a, Operand b) {
    return of(new Add(), a, b);
  }

  Operand times(Operand a, Operand b) {
    return of(new Mul(), a, b);
  }

  TensorType type(Operand operand) {
    return (TensorType) sink.type(operand);
  }

  /** A scalar of the element type of another value. */
  Operand number(Operand like, double value) {
    DType dtype = type(like).dtype();
    return of(new Constant(dtype.isReal() ? Tensor.scalar(dtype, value)
        : Tensor.integers(dtype, new int[0], _ -> (long) value)));
  }

  /** One number per index of an axis, below that axis of a tensor of some rank. */
  Operand along(Operand numbers, int axis, int rank) {
    List<Integer> behind = IntStream.range(1, rank - axis).boxed().toList();
    return behind.isEmpty() ? numbers : of(new Unsqueeze(behind), numbers);
  }

  /** Indices of a type that ONNX takes. */
  Operand index(Operand indices) {
    return isIndex(type(indices).dtype()) ? indices : long64(indices);
  }

  Operand long64(Operand indices) {
    return type(indices).dtype() == DType.I64 ? indices : of(new Cast(DType.I64), indices);
  }

  static boolean isIndex(DType dtype) {
    return dtype == DType.I32 || dtype == DType.I64;
  }
}
