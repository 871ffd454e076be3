package nacre.syntax.resolve;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import nacre.ir.Phase;

/**
 * What is chosen from outside.
 *
 * @param model   the model to resolve, or all of them
 * @param set     values of model parameters, as one writes them in a text
 * @param dims    sizes that stand for symbols of the inputs
 * @param weights the file of the weights, in place of the one that the model names or that lies beside it
 * @param phase   which layers of a model of another framework are meant, where it says so for each
 */
public record ResolveOptions(Optional<String> model, Map<String, String> set, Map<String, Long> dims,
    Optional<Path> weights, Phase phase) {
  public ResolveOptions {
    set = Map.copyOf(set);
    dims = Map.copyOf(dims);
  }

  /** Weights where the model says they are, and what it is at inference. */
  public ResolveOptions(Optional<String> model, Map<String, String> set, Map<String, Long> dims) {
    this(model, set, dims, Optional.empty(), Phase.INFERENCE);
  }

  /** All models as they are. */
  public static ResolveOptions none() {
    return new ResolveOptions(Optional.empty(), Map.of(), Map.of());
  }

  /** The same with other sizes. */
  public ResolveOptions withDims(Map<String, Long> other) {
    return new ResolveOptions(model, set, other, weights, phase);
  }
}
