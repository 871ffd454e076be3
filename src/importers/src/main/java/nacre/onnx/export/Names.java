package nacre.onnx.export;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names of the values of one graph, each once. */
final class Names {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();

  /** A name that nothing else has, as close to what is wanted as can be. */
  String unique(String wanted) {
    String base = wanted.isEmpty() ? "value" : wanted;
    if (taken.add(base)) {
      return base;
    }
    int number = next.getOrDefault(base, 1);
    while (!taken.add(base + "_" + number)) {
      number++;
    }
    next.put(base, number + 1);
    return base + "_" + number;
  }
}
