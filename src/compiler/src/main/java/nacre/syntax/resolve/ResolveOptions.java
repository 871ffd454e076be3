package nacre.syntax.resolve;

import java.util.Map;
import java.util.Optional;

/**
 * What is chosen from outside.
 *
 * @param model the model to resolve, or all of them
 * @param set   values of model parameters, as one writes them in a text
 * @param dims  sizes that stand for symbols of the inputs
 */
public record ResolveOptions(Optional<String> model, Map<String, String> set, Map<String, Long> dims) {
  public ResolveOptions {
    set = Map.copyOf(set);
    dims = Map.copyOf(dims);
  }

  /** All models as they are. */
  public static ResolveOptions none() {
    return new ResolveOptions(Optional.empty(), Map.of(), Map.of());
  }
}
