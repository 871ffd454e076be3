package nacre.onnx;

import java.util.Set;

/**
 * A node that became one that nobody knows.
 *
 * @param operator what ONNX calls its operation, with the domain if it is not ONNX's own
 * @param reason   what of it is not known
 * @param needs    inputs of the model whose contents would have to be known when it is compiled
 */
public record Unsupported(String operator, String node, String reason, Set<String> needs) {
  public Unsupported {
    needs = Set.copyOf(needs);
  }
}
