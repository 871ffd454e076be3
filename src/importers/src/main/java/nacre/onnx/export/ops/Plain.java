package nacre.onnx.export.ops;

import java.util.List;
import java.util.Map;
import nacre.ir.DType;
import nacre.ir.op.Abs;
import nacre.ir.op.Acos;
import nacre.ir.op.Acosh;
import nacre.ir.op.Add;
import nacre.ir.op.Asin;
import nacre.ir.op.Asinh;
import nacre.ir.op.Atan;
import nacre.ir.op.Atanh;
import nacre.ir.op.BitwiseAnd;
import nacre.ir.op.BitwiseNot;
import nacre.ir.op.BitwiseOr;
import nacre.ir.op.BitwiseXor;
import nacre.ir.op.Ceil;
import nacre.ir.op.Cos;
import nacre.ir.op.Cosh;
import nacre.ir.op.Div;
import nacre.ir.op.Equal;
import nacre.ir.op.Erf;
import nacre.ir.op.Exp;
import nacre.ir.op.Floor;
import nacre.ir.op.Greater;
import nacre.ir.op.GreaterEqual;
import nacre.ir.op.HardSwish;
import nacre.ir.op.Identity;
import nacre.ir.op.IsNan;
import nacre.ir.op.Less;
import nacre.ir.op.LessEqual;
import nacre.ir.op.Log;
import nacre.ir.op.LogicalAnd;
import nacre.ir.op.LogicalNot;
import nacre.ir.op.LogicalOr;
import nacre.ir.op.LogicalXor;
import nacre.ir.op.MatMul;
import nacre.ir.op.Mish;
import nacre.ir.op.Mul;
import nacre.ir.op.Neg;
import nacre.ir.op.Op;
import nacre.ir.op.Pow;
import nacre.ir.op.Reciprocal;
import nacre.ir.op.Relu;
import nacre.ir.op.Round;
import nacre.ir.op.ShapeOf;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Sign;
import nacre.ir.op.Sin;
import nacre.ir.op.Sinh;
import nacre.ir.op.SizeOf;
import nacre.ir.op.Softplus;
import nacre.ir.op.Softsign;
import nacre.ir.op.Sqrt;
import nacre.ir.op.Sub;
import nacre.ir.op.Tan;
import nacre.ir.op.Tanh;
import nacre.ir.op.Where;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** Ops without settings that an operator of ONNX means. */
final class Plain {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      plain(Abs.class, "Abs"),
      plain(Acos.class, "Acos"),
      plain(Acosh.class, "Acosh"),
      plain(Add.class, "Add"),
      plain(Asin.class, "Asin"),
      plain(Asinh.class, "Asinh"),
      plain(Atan.class, "Atan"),
      plain(Atanh.class, "Atanh"),
      plain(BitwiseAnd.class, "BitwiseAnd"),
      plain(BitwiseNot.class, "BitwiseNot"),
      plain(BitwiseOr.class, "BitwiseOr"),
      plain(BitwiseXor.class, "BitwiseXor"),
      plain(Ceil.class, "Ceil"),
      plain(Cos.class, "Cos"),
      plain(Cosh.class, "Cosh"),
      plain(Div.class, "Div"),
      plain(Equal.class, "Equal"),
      plain(Erf.class, "Erf"),
      plain(Exp.class, "Exp"),
      plain(Floor.class, "Floor"),
      plain(Greater.class, "Greater"),
      plain(GreaterEqual.class, "GreaterOrEqual"),
      plain(HardSwish.class, "HardSwish"),
      plain(Identity.class, "Identity"),
      plain(IsNan.class, "IsNaN"),
      plain(Less.class, "Less"),
      plain(LessEqual.class, "LessOrEqual"),
      plain(Log.class, "Log"),
      plain(LogicalAnd.class, "And"),
      plain(LogicalNot.class, "Not"),
      plain(LogicalOr.class, "Or"),
      plain(LogicalXor.class, "Xor"),
      plain(MatMul.class, "MatMul"),
      plain(Mish.class, "Mish"),
      plain(Mul.class, "Mul"),
      plain(Neg.class, "Neg"),
      plain(Pow.class, "Pow"),
      plain(Reciprocal.class, "Reciprocal"),
      plain(Relu.class, "Relu"),
      plain(Round.class, "Round"),
      plain(ShapeOf.class, "Shape"),
      plain(Sigmoid.class, "Sigmoid"),
      plain(Sign.class, "Sign"),
      plain(Sin.class, "Sin"),
      plain(Sinh.class, "Sinh"),
      plain(SizeOf.class, "Size"),
      plain(Softplus.class, "Softplus"),
      plain(Softsign.class, "Softsign"),
      plain(Sqrt.class, "Sqrt"),
      plain(Sub.class, "Sub"),
      plain(Tan.class, "Tan"),
      plain(Tanh.class, "Tanh"),
      Spellings.entry(Where.class, (_, use) -> where(use)));

  private Plain() {}

  /** Truth values are chosen by truth values. */
  private static List<String> where(Use use) {
    if (use.type(1).dtype() != DType.BOOL) {
      return use.same("Where");
    }
    String yes = use.add("And", use.in(0), use.in(1));
    return List.of(use.add("Or", yes, use.add("And", use.add("Not", use.in(0)), use.in(2))));
  }

  private static Map.Entry<Class<? extends Op>, Spelling<Op>> plain(Class<? extends Op> type, String operator) {
    return Map.entry(type, (_, use) -> use.same(operator));
  }
}
