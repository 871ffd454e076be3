package nacre.ir.op;

import java.util.List;
import java.util.Optional;

import nacre.ir.Dim;
import nacre.ir.Shape;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/** What an op sees of its operands while its results are typed. */
public record InferContext(List<Optional<Type>> operands, List<Optional<List<Dim>>> contents) {
  public InferContext {
    operands = List.copyOf(operands);
    contents = List.copyOf(contents);
  }

  /** A context in which no contents are known. */
  public static InferContext of(List<? extends Type> types) {
    return new InferContext(types.stream().map(type -> Optional.<Type>of(type)).toList(),
        types.stream().map(_ -> Optional.<List<Dim>>empty()).toList());
  }

  public int size() {
    return operands.size();
  }

  public boolean has(int operand) {
    return operand < operands.size() && operands.get(operand).isPresent();
  }

  /** The type of an operand that must be a tensor of known rank. */
  public TensorType tensor(int operand) {
    if (has(operand) && operands.get(operand).orElseThrow() instanceof TensorType type) {
      if (type.shape() instanceof Shape.Ranked) {
        return type;
      }
      throw new TypeError("the rank of operand " + operand + " is not known");
    }
    throw new TypeError("operand " + operand + " is " + (has(operand) ? operands.get(operand).orElseThrow() : "absent")
        + ", required a tensor");
  }

  /** The type of an operand that must be a tensor of this rank; {@code what} names it in the message. */
  public TensorType tensor(int operand, int rank, String what) {
    TensorType type = tensor(operand);
    if (type.rank() != rank) {
      throw new TypeError("found " + type + " of rank " + type.rank() + ", required " + what + " of rank " + rank);
    }
    return type;
  }

  /** The known elements of an integer operand, for ops whose result shape depends on them. */
  public Optional<List<Dim>> contents(int operand) {
    return operand < contents.size() ? contents.get(operand) : Optional.empty();
  }
}
