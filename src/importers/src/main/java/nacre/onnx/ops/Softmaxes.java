package nacre.onnx.ops;

import java.util.List;
import java.util.function.IntFunction;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Shape;
import nacre.ir.TensorType;
import nacre.ir.op.Hardmax;
import nacre.ir.op.LogSoftmax;
import nacre.ir.op.Op;
import nacre.ir.op.Reshape;
import nacre.ir.op.Softmax;
import nacre.onnx.Mapping;
import nacre.onnx.Operator;

/** Softmax and its kin: along one axis from version 13 on, over all axes from one on before. */
final class Softmaxes {
  static final List<Operator> ALL = List.of(
      along("Softmax", Softmax::new),
      along("LogSoftmax", LogSoftmax::new),
      along("Hardmax", Hardmax::new));

  private Softmaxes() {}

  private static Operator along(String name, IntFunction<Op> op) {
    return Operator.of(name, mapping(op)).inputs("input").attributes("axis").reals();
  }

  private static Mapping mapping(IntFunction<Op> op) {
    return call -> {
      TensorType x = call.type(0);
      boolean old = call.opset() < 13;
      int axis = call.axis(call.integer("axis", old ? 1 : -1), x.rank());
      Operand input = call.operand(0);
      if (!old || axis == x.rank() - 1) {
        call.result(op.apply(axis), input);
        return;
      }
      boolean alone = x.dims().subList(axis + 1, x.rank()).stream().allMatch(dim -> dim.is(1));
      if (alone) {
        call.result(op.apply(axis), input);
        return;
      }
      Dim rows = Shape.of(x.dims().subList(0, axis)).elements();
      Dim columns = Shape.of(x.dims().subList(axis, x.rank())).elements();
      Operand flat = call.add(new Reshape(List.of(rows, columns)), input);
      call.result(new Reshape(x.dims()), call.add(op.apply(1), flat));
    };
  }
}
