package nacre.ir;

import java.util.List;
import java.util.Optional;

/**
 * The types around one use of an op: what its questions are answered from.
 *
 * @param operands empty where the operand is absent
 */
public record Site(List<Optional<Type>> operands, List<Type> results) {
  public Site {
    operands = List.copyOf(operands);
    results = List.copyOf(results);
  }

  public int size() {
    return operands.size();
  }

  public boolean has(int operand) {
    return operand < operands.size() && operands.get(operand).isPresent();
  }

  /** @throws TypeError if the operand is absent or no tensor of known rank */
  public TensorType tensor(int operand) {
    if (has(operand) && operands.get(operand).orElseThrow() instanceof TensorType type && type.isRanked()) {
      return type;
    }
    throw new TypeError("operand " + operand + " is no tensor of known rank");
  }

  /** The type of a result, which must be a tensor. */
  public TensorType result(int port) {
    if (results.get(port) instanceof TensorType type) {
      return type;
    }
    throw new TypeError("result " + port + " is no tensor");
  }
}
