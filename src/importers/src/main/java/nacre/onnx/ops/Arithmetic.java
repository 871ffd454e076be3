package nacre.onnx.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nacre.importers.InvalidModelException;
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
import nacre.onnx.Operator;

/** Functions and operators, element by element. */
final class Arithmetic {
  static final List<Operator> ALL = List.of(
      any("Abs", "X", Abs::new).ignores("consumed_inputs"),
      any("Neg", "X", Neg::new).ignores("consumed_inputs"),
      any("Sign", "input", Sign::new),
      real("Acos", "input", Acos::new),
      real("Acosh", "input", Acosh::new),
      real("Asin", "input", Asin::new),
      real("Asinh", "input", Asinh::new),
      real("Atan", "input", Atan::new),
      real("Atanh", "input", Atanh::new),
      real("Cos", "input", Cos::new),
      real("Cosh", "input", Cosh::new),
      real("Sin", "input", Sin::new),
      real("Sinh", "input", Sinh::new),
      real("Tan", "input", Tan::new),
      real("Exp", "input", Exp::new).ignores("consumed_inputs"),
      real("Log", "input", Log::new).ignores("consumed_inputs"),
      real("Erf", "input", Erf::new),
      real("Ceil", "X", Ceil::new).ignores("consumed_inputs"),
      real("Floor", "X", Floor::new).ignores("consumed_inputs"),
      real("Round", "X", Round::new),
      real("Sqrt", "X", Sqrt::new).ignores("consumed_inputs"),
      real("Reciprocal", "X", Reciprocal::new).ignores("consumed_inputs"),
      binary("Add", Add::new).ignores("consumed_inputs"),
      binary("Sub", Sub::new).ignores("consumed_inputs"),
      binary("Mul", Mul::new).ignores("consumed_inputs"),
      binary("Div", Div::new).ignores("consumed_inputs"),
      Operator.of("Mod", Arithmetic::mod).inputs("A", "B").attributes("fmod"),
      Operator.of("Pow", Arithmetic::pow).inputs("X", "Y").attributesBefore(7, "axis", "broadcast"),
      list("Max", Max::new),
      list("Min", Min::new),
      Operator.of("Sum", call -> call.results(sum(call))).inputs("data_0...").ignores("consumed_inputs"),
      Operator.of("Mean", Arithmetic::mean).inputs("data_0...").ignores("consumed_inputs"));

  private Arithmetic() {}

  private static Operator any(String name, String input, Supplier<Op> op) {
    return Operator.of(name, call -> call.result(op.get(), call.operand(0))).inputs(input);
  }

  private static Operator real(String name, String input, Supplier<Op> op) {
    return any(name, input, op).reals();
  }

  /** Two operands of the same version of broadcasting at all times. */
  static Operator pair(String name, Supplier<Op> op) {
    return Operator.of(name, call -> call.result(op.get(), call.operand(0), call.operand(1))).inputs("A", "B");
  }

  static Operator binary(String name, Supplier<Op> op) {
    return Operator.of(name, call -> call.result(op.get(), call.operand(0), right(call))).inputs("A", "B")
        .attributesBefore(7, "axis", "broadcast");
  }

  /** The second operand; before version 7, what it is stretched to was said by `broadcast` and `axis`. */
  static Operand right(Call call) {
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

  private static Operator list(String name, Supplier<Op> op) {
    return Operator.of(name, call -> call.result(call.inputs() == 1 ? new Identity() : op.get(), call.operands()))
        .inputs("data_0...").ignores("consumed_inputs");
  }

  private static List<Operand> summands(Call call) {
    if (call.inputs() == 0) {
      throw new InvalidModelException("found no input, required one or more");
    }
    return new ArrayList<>(call.operands());
  }

  private static Operand sum(Call call) {
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
    List<Operand> operands = summands(call);
    Operand sum = operands.removeFirst();
    for (Operand next : operands) {
      sum = call.add(new Add(), sum, next);
    }
    call.result(new Div(), sum, Activations.number(call, call.dtype(0), call.inputs()));
  }
}
