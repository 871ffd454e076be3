package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;
import static nacre.onnx.export.ops.Spellings.entry;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.op.Arange;
import nacre.ir.op.Cast;
import nacre.ir.op.Dropout;
import nacre.ir.op.Equal;
import nacre.ir.op.Less;
import nacre.ir.op.LogicalAnd;
import nacre.ir.op.LogicalNot;
import nacre.ir.op.LogicalXor;
import nacre.ir.op.Max;
import nacre.ir.op.Min;
import nacre.ir.op.Mod;
import nacre.ir.op.NotEqual;
import nacre.ir.op.Op;
import nacre.ir.op.Where;
import nacre.onnx.ElementTypes;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** Numbers made of numbers, and element types. */
final class Arithmetic {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      entry(Max.class, (_, use) -> list("Max", use)), entry(Min.class, (_, use) -> list("Min", use)),
      entry(Mod.class, Arithmetic::mod),
      entry(NotEqual.class, (_, use) -> List.of(use.add("Not", use.add("Equal", use.in(0), use.in(1))))),
      entry(Cast.class, (op, use) -> use.same("Cast", none().whole("to", ElementTypes.number(op.dtype())))),
      entry(Dropout.class, (op, use) -> use.same("Dropout",
          List.of(use.in(0), use.constant(Tensor.scalar(DType.F64, op.rate()))), none())),
      entry(Arange.class, Arithmetic::arange));

  /** What a range may be of. */
  private static final Set<DType> RANGES = EnumSet.of(DType.F32, DType.F64, DType.I16, DType.I32, DType.I64);

  private Arithmetic() {}

  private static List<String> list(String operator, Use use) {
    return use.same(operator, use.all(), none(), use.operands() > 1);
  }

  private static List<String> mod(Mod op, Use use) {
    boolean likeC = op.sign() == Mod.Sign.DIVIDEND;
    if (likeC || !use.dtype().isReal()) {
      return use.same("Mod", none().flag("fmod", likeC));
    }
    return use.sketched((sink, in) -> List.of(ofDivisor(new Words(sink), in.get(0), in.get(1))));
  }

  /** {@code left = fmod(a, b)}, and {@code b} more where its sign is the other one. */
  private static Operand ofDivisor(Words words, Operand a, Operand b) {
    Operand left = words.of(new Mod(Mod.Sign.DIVIDEND), a, b);
    Operand zero = words.number(a, 0);
    Operand other = words.of(new LogicalXor(), words.of(new Less(), left, zero), words.of(new Less(), b, zero));
    Operand some = words.of(new LogicalNot(), words.of(new Equal(), left, zero));
    return words.of(new Where(), words.of(new LogicalAnd(), some, other), words.plus(left, b), left);
  }

  private static List<String> arange(Arange op, Use use) {
    if (!RANGES.contains(op.dtype())) {
      DType wide = op.dtype().isReal() ? DType.F64 : DType.I64;
      Arange range = new Arange(op.limit(), op.start(), op.step(), wide);
      return use.sketched((sink, _) -> List.of(new Words(sink).of(new Cast(op.dtype()), new Words(sink).of(range))));
    }
    boolean exact = Use.holds(op.dtype(), op.start()) && Use.holds(op.dtype(), op.limit())
        && Use.holds(op.dtype(), op.step());
    return use.same("Range", List.of(use.number(op.dtype(), op.start()), use.number(op.dtype(), op.limit()),
        use.number(op.dtype(), op.step())), none(), exact && !use.result(0).shape().elements().is(0));
  }
}
