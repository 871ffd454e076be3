package nacre.onnx.ops;

import java.util.Map;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.op.BitwiseAnd;
import nacre.ir.op.BitwiseNot;
import nacre.ir.op.BitwiseOr;
import nacre.ir.op.BitwiseXor;
import nacre.ir.op.Equal;
import nacre.ir.op.Expand;
import nacre.ir.op.Greater;
import nacre.ir.op.GreaterEqual;
import nacre.ir.op.IsInf;
import nacre.ir.op.IsNan;
import nacre.ir.op.Less;
import nacre.ir.op.LessEqual;
import nacre.ir.op.LogicalAnd;
import nacre.ir.op.LogicalNot;
import nacre.ir.op.LogicalOr;
import nacre.ir.op.LogicalXor;
import nacre.ir.op.Where;
import nacre.onnx.Call;
import nacre.onnx.Mapping;

/** Comparisons, truth values and bits. */
final class Logic {
  static final Map<String, Mapping> ALL = Map.ofEntries(
      Map.entry("And", Arithmetic.binary(LogicalAnd::new)), Map.entry("Or", Arithmetic.binary(LogicalOr::new)),
      Map.entry("Xor", Arithmetic.binary(LogicalXor::new)),
      Map.entry("Not", call -> call.result(new LogicalNot(), call.operand(0))),
      Map.entry("Equal", Arithmetic.binary(Equal::new)), Map.entry("Less", Arithmetic.binary(Less::new)),
      Map.entry("Greater", Arithmetic.binary(Greater::new)),
      Map.entry("LessOrEqual", Arithmetic.binary(LessEqual::new)),
      Map.entry("GreaterOrEqual", Arithmetic.binary(GreaterEqual::new)),
      Map.entry("IsNaN", call -> call.result(new IsNan(), call.operand(0))),
      Map.entry("BitwiseAnd", Arithmetic.binary(BitwiseAnd::new)),
      Map.entry("BitwiseOr", Arithmetic.binary(BitwiseOr::new)),
      Map.entry("BitwiseXor", Arithmetic.binary(BitwiseXor::new)),
      Map.entry("BitwiseNot", call -> call.result(new BitwiseNot(), call.operand(0))),
      Map.entry("IsInf", Logic::isInf),
      Map.entry("Where", call -> call.result(new Where(), call.operand(0), call.operand(1), call.operand(2))));

  private Logic() {}

  private static void isInf(Call call) {
    boolean negative = call.integer("detect_negative", 1) != 0;
    boolean positive = call.integer("detect_positive", 1) != 0;
    if (!negative && !positive) {
      Operand never = Activations.number(call, DType.BOOL, 0);
      call.ignore(0);
      call.results(call.rank(0) == 0 ? never : call.add(new Expand(call.type(0).dims()), never));
      return;
    }
    call.result(new IsInf(negative, positive), call.operand(0));
  }
}
