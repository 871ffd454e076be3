package nacre.ir;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.op.Op;

/**
 * One use of an op.
 *
 * @param id       its index in {@link Graph#nodes}; every operand's node has a smaller one
 * @param path     unique in the graph, one segment per block call, loop turn and op
 * @param operands the op's inputs, then its parameters, {@link Operand.Absent} where one is left out
 * @param types    one per result
 * @param layer    the index in {@link Graph#layers} of the layer applied here
 */
public record Node(int id, String path, Op op, List<Operand> operands, List<Type> types, OptionalInt layer,
    Location location) {
  public Node {
    operands = List.copyOf(operands);
    types = List.copyOf(types);
  }

  public Value value() {
    return value(0);
  }

  public Value value(int port) {
    return new Value(id, port);
  }

  public Type type() {
    return types.getFirst();
  }

  /** The operand at a position, absent past the end. */
  public Operand operand(int position) {
    return position < operands.size() ? operands.get(position) : Operand.ABSENT;
  }

  /** The last segment of the path. */
  public String segment() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
