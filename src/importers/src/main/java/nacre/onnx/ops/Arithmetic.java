package nacre.onnx.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.Abs;
import nacre.ir.op.Acos;
import nacre.ir.op.Acosh;
import nacre.ir.op.Add;
import nacre.ir.op.Asin;
import nacre.ir.op.Asinh;
import nacre.ir.op.Atan;
import nacre.ir.op.Atanh;
import nacre.ir.op.Cast;
import nacre.ir.op.Ceil;
import nacre.ir.op.Cos;
import nacre.ir.op.Cosh;
import nacre.ir.op.Div;
import nacre.ir.op.Erf;
import nacre.ir.op.Exp;
import nacre.ir.op.Floor;
import nacre.ir.op.Identity;
import nacre.ir.op.Log;
import nacre.ir.op.Max;
import nacre.ir.op.Min;
import nacre.ir.op.Mod;
import nacre.ir.op.Mul;
import nacre.ir.op.Neg;
import nacre.ir.op.Op;
import nacre.ir.op.Pow;
import nacre.ir.op.Reciprocal;
import nacre.ir.op.Round;
import nacre.ir.op.Sign;
import nacre.ir.op.Sin;
import nacre.ir.op.Sinh;
import nacre.ir.op.Sqrt;
import nacre.ir.op.Sub;
import nacre.ir.op.Tan;
import nacre.onnx.Call;
import nacre.onnx.InvalidModelException;
import nacre.onnx.Mapping;

/** Functions and operators, element by element. */
final class Arithmetic {
  static final Map<String, Mapping> ALL = Map.ofEntries(
      Map.entry("Abs", any(Abs::new)), Map.entry("Neg", any(Neg::new)), Map.entry("Sign", any(Sign::new)),
      Map.entry("Acos", real(Acos::new)), Map.entry("Acosh", real(Acosh::new)), Map.entry("Asin", real(Asin::new)),
      Map.entry("Asinh", real(Asinh::new)), Map.entry("Atan", real(Atan::new)), Map.entry("Atanh", real(Atanh::new)),
      Map.entry("Cos", real(Cos::new)), Map.entry("Cosh", real(Cosh::new)), Map.entry("Sin", real(Sin::new)),
      Map.entry("Sinh", real(Sinh::new)), Map.entry("Tan", real(Tan::new)), Map.entry("Exp", real(Exp::new)),
      Map.entry("Log", real(Log::new)), Map.entry("Erf", real(Erf::new)), Map.entry("Ceil", real(Ceil::new)),
      Map.entry("Floor", real(Floor::new)), Map.entry("Round", real(Round::new)), Map.entry("Sqrt", real(Sqrt::new)),
      Map.entry("Reciprocal", real(Reciprocal::new)),
      Map.entry("Add", binary(Add::new)), Map.entry("Sub", binary(Sub::new)), Map.entry("Mul", binary(Mul::new)),
      Map.entry("Div", binary(Div::new)), Map.entry("Mod", Arithmetic::mod), Map.entry("Pow", Arithmetic::pow),
      Map.entry("Max", list(Max::new)), Map.entry("Min", list(Min::new)),
      Map.entry("Sum", call -> call.results(sum(call))), Map.entry("Mean", Arithmetic::mean));

  private Arithmetic() {}

  private static Mapping any(Supplier<Op> op) {
    return call -> {
      call.ignore("consumed_inputs");
      call.result(op.get(), call.operand(0));
    };
  }

  private static Mapping real(Supplier<Op> op) {
    return call -> call.result(op.get(), Activations.real(call));
  }

  static Mapping binary(Supplier<Op> op) {
    return call -> call.result(op.get(), call.operand(0), right(call));
  }

  /** The second operand; before version 7, what it is stretched to was said by `broadcast` and `axis`. */
  static Operand right(Call call) {
    call.ignore("consumed_inputs");
    Operand right = call.operand(1);
    if (call.opset() >= 7) {
      return right;
    }
    boolean stretched = call.flag("broadcast");
    if (!call.says("axis") || !stretched) {
      return right;
    }
    int rank = call.rank(0);
    int axis = call.axis(call.integer("axis"), rank);
    return Shapes.alignedAt(call, right, axis, rank);
  }

  private static void mod(Call call) {
    boolean likeC = call.flag("fmod");
    call.result(new Mod(likeC ? Mod.Sign.DIVIDEND : Mod.Sign.DIVISOR), call.operand(0), call.operand(1));
  }

  /** The exponent may be of another element type; whole numbers to real powers are computed as reals. */
  private static void pow(Call call) {
    DType dtype = call.dtype(0);
    DType power = call.dtype(1);
    Operand base = call.operand(0);
    Operand exponent = right(call);
    if (dtype.isReal() || !power.isReal()) {
      call.result(new Pow(), base, cast(call, exponent, dtype));
    } else {
      call.result(new Cast(dtype), call.add(new Pow(), cast(call, base, power), exponent));
    }
  }

  /** The operand in another element type, itself if it has it. */
  static Operand cast(Call call, Operand operand, DType dtype) {
    TensorType type = call.tensor(operand);
    return type.dtype() == dtype ? operand : call.add(new Cast(dtype), operand);
  }

  private static Mapping list(Supplier<Op> op) {
    return call -> {
      call.ignore("consumed_inputs");
      call.result(call.inputs() == 1 ? new Identity() : op.get(), call.operands());
    };
  }

  private static List<Operand> summands(Call call) {
    if (call.inputs() == 0) {
      throw new InvalidModelException("found no input, required one or more");
    }
    return new ArrayList<>(call.operands());
  }

  private static Operand sum(Call call) {
    call.ignore("consumed_inputs");
    List<Operand> operands = summands(call);
    Operand sum = operands.removeFirst();
    if (operands.isEmpty()) {
      return call.main(new Identity(), sum);
    }
    Operand last = operands.removeLast();
    for (Operand next : operands) {
      sum = call.add(new Add(), sum, next);
    }
    return call.main(new Add(), sum, last);
  }

  private static void mean(Call call) {
    call.ignore("consumed_inputs");
    List<Operand> operands = summands(call);
    Operand sum = operands.removeFirst();
    for (Operand next : operands) {
      sum = call.add(new Add(), sum, next);
    }
    call.result(new Div(), sum, Activations.number(call, call.dtype(0), call.inputs()));
  }
}
