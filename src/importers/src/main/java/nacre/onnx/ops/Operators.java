package nacre.onnx.ops;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import nacre.onnx.Mapping;

/** All operators that Nacre knows, by name. */
public final class Operators {
  private static final List<Map<String, Mapping>> FAMILIES = List.of(Activations.ALL, Arithmetic.ALL, Attentions.ALL,
      Convolutions.ALL, Generators.ALL, Indexing.ALL, Logic.ALL, Norms.ALL, Pieces.ALL, Pools.ALL, Products.ALL,
      Quantization.ALL, Recurrents.ALL, Rotary.ALL, WholeProducts.ALL, Reductions.ALL, Resizing.ALL, Shapes.ALL,
      Softmaxes.ALL);

  private static final Map<String, Mapping> ALL = all();

  private Operators() {}

  private static Map<String, Mapping> all() {
    Map<String, Mapping> all = new TreeMap<>();
    FAMILIES.forEach(family -> family.forEach((name, mapping) -> {
      if (all.put(name, mapping) != null) {
        throw new IllegalStateException("two families have `" + name + "`");
      }
    }));
    return all;
  }

  /** @param domain empty for ONNX's own */
  public static Optional<Mapping> find(String domain, String operator) {
    return domain.isEmpty() ? Optional.ofNullable(ALL.get(operator)) : Optional.empty();
  }

  /** Names of all operators that are known. */
  public static SortedSet<String> names() {
    return new TreeSet<>(ALL.keySet());
  }
}
