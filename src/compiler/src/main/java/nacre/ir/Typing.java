package nacre.ir;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import nacre.ir.op.InferContext;
import nacre.ir.op.Op;

/** Types nodes in topological order, remembering the contents of small integer results that later ones may need. */
final class Typing {
  /** Longer lists are no shapes, borders or places along axes. */
  private static final int MOST_KNOWN = 1024;

  private final Map<Value, List<Dim>> contents = new HashMap<>();

  /**
   * The types of a node's results; poison, silently, if an operand is.
   *
   * @param id the node's, by which its contents are remembered
   * @throws TypeError if the op cannot take these operands
   */
  List<Type> infer(int id, Op op, List<? extends Operand> operands, Function<Operand, Optional<Type>> type) {
    List<Optional<Type>> types = operands.stream().<Optional<Type>>map(type).toList();
    if (types.contains(Optional.of(Type.POISON))) {
      return poison(op);
    }
    InferContext context = new InferContext(types, operands.stream().map(this::known).toList());
    try {
      List<Type> results = op.infer(context);
      op.contents(context).filter(dims -> dims.size() <= MOST_KNOWN)
          .ifPresent(dims -> contents.put(new Value(id, 0), List.copyOf(dims)));
      return results;
    } catch (ArithmeticException e) {
      throw new TypeError("the extents of `" + op.name() + "`'s result do not fit into 64 bits");
    }
  }

  static List<Type> poison(Op op) {
    return Collections.nCopies(op.results(), Type.POISON);
  }

  /** The contents of an operand, where they are known. */
  Optional<List<Dim>> known(Operand operand) {
    return operand instanceof Value value ? Optional.ofNullable(contents.get(value)) : Optional.empty();
  }
}
