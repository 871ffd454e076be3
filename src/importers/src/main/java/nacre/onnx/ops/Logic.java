package nacre.onnx.ops;

import java.util.List;
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
import nacre.onnx.Operator;

/** Comparisons, truth values and bits. */
final class Logic {
  static final List<Operator> ALL = List.of(
      Arithmetic.binary("And", LogicalAnd::new),
      Arithmetic.binary("Or", LogicalOr::new),
      Arithmetic.binary("Xor", LogicalXor::new),
      Operator.of("Not", call -> call.result(new LogicalNot(), call.operand(0))).inputs("X"),
      Arithmetic.binary("Equal", Equal::new),
      Arithmetic.binary("Less", Less::new),
      Arithmetic.binary("Greater", Greater::new),
      Arithmetic.pair("LessOrEqual", LessEqual::new),
      Arithmetic.pair("GreaterOrEqual", GreaterEqual::new),
      Operator.of("IsNaN", call -> call.result(new IsNan(), call.operand(0))).inputs("X"),
      Arithmetic.pair("BitwiseAnd", BitwiseAnd::new),
      Arithmetic.pair("BitwiseOr", BitwiseOr::new),
      Arithmetic.pair("BitwiseXor", BitwiseXor::new),
      Operator.of("BitwiseNot", call -> call.result(new BitwiseNot(), call.operand(0))).inputs("X"),
      Operator.of("IsInf", Logic::isInf).inputs("X").attributes("detect_negative", "detect_positive"),
      Operator.of("Where", call -> call.result(new Where(), call.operand(0), call.operand(1), call.operand(2)))
          .inputs("condition", "X", "Y"));

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
