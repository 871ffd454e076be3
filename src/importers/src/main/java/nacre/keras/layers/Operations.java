package nacre.keras.layers;

import java.util.List;
import java.util.function.Supplier;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.op.Add;
import nacre.ir.op.Div;
import nacre.ir.op.Mul;
import nacre.ir.op.Op;
import nacre.ir.op.Sub;
import nacre.keras.Argument;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.file.JsonValue;

/** Functions of Keras 3 of two operands, of which one may be a number: {@code x + 3.0}. */
final class Operations {
  static final List<Kind> ALL = List.of(
      Kind.of("Add", call -> pair(call, Add::new)),
      Kind.of("Subtract", call -> pair(call, Sub::new)),
      Kind.of("Multiply", call -> pair(call, Mul::new)),
      Kind.of("Divide", call -> pair(call, Div::new)),
      Kind.of("TrueDivide", call -> pair(call, Div::new)));

  private Operations() {}

  private static Operand pair(Call call, Supplier<Op> op) {
    int count = call.arguments().inOrder().size();
    if (count != 2) {
      throw new UnsupportedException("it has " + count + " operands in order, required two");
    }
    return call.main(op.get(), side(call, 0), side(call, 1));
  }

  private static Operand side(Call call, int place) {
    return switch (call.argument(place)) {
      case Argument.Given(Operand operand) when call.type(operand).dtype() == DType.F32 -> operand;
      case Argument.Given(Operand operand) ->
          throw new UnsupportedException("it computes with " + call.type(operand).dtype());
      case Argument.Said(JsonValue value) when value.isNumber() -> Functions.number(call, value.real());
      default -> throw new UnsupportedException("its operand " + (place + 1) + " is neither a result nor a number");
    };
  }
}
