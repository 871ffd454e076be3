package nacre.ir.op;

import java.util.List;
import java.util.Optional;

import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;

/**
 * Concrete operands of one use.
 *
 * @param operands empty where the operand is absent
 * @param site     the concrete types, results included
 */
public record Evaluation(List<Optional<Tensor>> operands, Site site) {
  public Evaluation {
    operands = List.copyOf(operands);
  }

  public boolean has(int operand) {
    return operand < operands.size() && operands.get(operand).isPresent();
  }

  public Tensor tensor(int operand) {
    return operands.get(operand).orElseThrow();
  }

  /** The extents of a result. */
  public int[] resultShape(int port) {
    return extents(site.result(port));
  }

  private static int[] extents(TensorType type) {
    return type.dims().stream().mapToInt(dim -> Math.toIntExact(dim.known().orElseThrow())).toArray();
  }
}
