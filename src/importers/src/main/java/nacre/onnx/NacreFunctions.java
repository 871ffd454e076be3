package nacre.onnx;

import java.util.List;
import java.util.Optional;
import nacre.ir.IrParseException;
import nacre.ir.OpCall;
import nacre.ir.Operand;
import nacre.onnx.proto.AttributeProto;
import nacre.onnx.proto.Facts;
import nacre.onnx.proto.FunctionProto;

/** Functions of a model that are ops of Nacre: a call of one is the op itself, not what its body says. */
final class NacreFunctions {
  private NacreFunctions() {}

  /** What a call of a function becomes; empty for one that is to be written out. */
  static Optional<Mapping> op(FunctionProto function) {
    if (!function.domain().equals(Facts.DOMAIN)) {
      return Optional.empty();
    }
    try {
      return function.defaults().stream().filter(setting -> setting.name().equals(Facts.OP)).map(AttributeProto::text)
          .findFirst().map(OpCall::parse).<Mapping>map(op -> call -> map(op, call));
    } catch (IrParseException _) {
      return Optional.empty();
    }
  }

  private static void map(OpCall op, Call call) {
    List<Operand> operands = op.operands().stream()
        .map(position -> position.isPresent() ? call.operand(position.getAsInt()) : Operand.ABSENT).toList();
    for (int input = 0; input < call.inputs(); input++) {
      call.ignore(input);
    }
    call.result(op.op(), operands);
  }
}
