package nacre.onnx.ops;

import java.util.ArrayList;
import java.util.List;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.DequantizeLinear;
import nacre.ir.op.QuantizeLinear;
import nacre.ir.op.Reshape;
import nacre.onnx.Call;
import nacre.onnx.ElementTypes;
import nacre.onnx.Operator;

/** Reals as whole numbers of few bits. */
final class Quantization {
  static final List<Operator> ALL = List.of(
      Operator.of("QuantizeLinear", Quantization::quantize).inputs("x", "y_scale", "y_zero_point")
          .attributes("axis", "output_dtype").only("block_size", 0).ignores("saturate", "precision")
          .limit("it has scales for blocks", call -> call.rank(1) > 1),
      Operator.of("DequantizeLinear", Quantization::dequantize).inputs("x", "x_scale", "x_zero_point")
          .attributes("axis").only("block_size", 0).ignores("output_dtype")
          .limit("it has scales for blocks", call -> call.rank(1) > 1));

  private Quantization() {}

  private static void quantize(Call call) {
    DType dtype = call.has(2) ? call.dtype(2) : DType.U8;
    if (call.integer("output_dtype", 0) != 0) {
      dtype = ElementTypes.of(call.integer("output_dtype")).orElseThrow(
          () -> new UnsupportedException("`output_dtype` is not known"));
    }
    if (dtype.isReal() || dtype.bytes() > 2) {
      throw new UnsupportedException("it makes " + dtype);
    }
    call.result(new QuantizeLinear(axis(call), dtype), operands(call));
  }

  private static void dequantize(Call call) {
    call.result(new DequantizeLinear(axis(call)), operands(call));
  }

  private static int axis(Call call) {
    int rank = call.rank(0);
    int said = call.integer("axis", 1);
    return call.type(1).shape().elements().is(1) ? 0 : call.axis(said, rank);
  }

  private static List<Operand> operands(Call call) {
    List<Operand> operands = new ArrayList<>(List.of(call.operand(0), scalar(call, 1)));
    operands.add(call.has(2) ? scalar(call, 2) : Operand.ABSENT);
    return operands;
  }

  /** One number as a scalar, several as they are. */
  static Operand scalar(Call call, int input) {
    TensorType type = call.type(input);
    boolean single = type.rank() == 1 && type.dim(0).is(1);
    return single ? call.add(new Reshape(List.<Dim>of()), call.operand(input)) : call.operand(input);
  }
}
