package nacre.ir;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import nacre.ir.op.Fused;
import nacre.ir.op.Op;
import nacre.source.Source;

/**
 * An op and which of some values fill its operands: what a file of another format says of a use of it.
 *
 * @param op       none of those that a graph alone can hold: inputs, constants, unknown operations
 * @param operands positions among the values; empty where the operand is absent
 */
public record OpCall(Op op, List<OptionalInt> operands) {
  public OpCall {
    operands = List.copyOf(operands);
  }

  /** One line such as {@code dense(0, 1, _)}, with all attributes, that {@link #parse} reads back. */
  public String text() {
    String positions = operands.stream()
        .map(operand -> operand.isPresent() ? Integer.toString(operand.getAsInt()) : "_")
        .collect(Collectors.joining(", ", "(", ")"));
    return op instanceof Fused fused
        ? "fused" + positions + " " + IrPrinter.fused(fused)
        : op.name() + positions + IrPrinter.attributes(op);
  }

  /** @throws IrParseException if it is no such line */
  public static OpCall parse(String text) {
    IrReader in = new IrReader(Source.of("op", text));
    OpCall call = new IrNodeReader(in, new IrValueReader(in), new GraphBuilder("op")).opCall();
    if (!in.at(IrLexer.Kind.END)) {
      throw in.unexpected("the end of the line");
    }
    return call;
  }
}
