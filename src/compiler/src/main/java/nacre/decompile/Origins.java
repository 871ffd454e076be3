package nacre.decompile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of tensors in the model's file, which tell what was a module there: all names that start alike. */
final class Origins {
  private final Map<String, Integer> counts = new HashMap<>();

  Origins(List<String> tensors) {
    tensors.forEach(tensor -> {
      for (int dot = tensor.indexOf('.'); dot >= 0; dot = tensor.indexOf('.', dot + 1)) {
        counts.merge(tensor.substring(0, dot), 1, Integer::sum);
      }
    });
  }

  /** Whether these tensors are all of some module. */
  boolean isModule(List<String> tensors) {
    if (tensors.isEmpty()) {
      return false;
    }
    String common = tensors.getFirst();
    for (String tensor : tensors) {
      while (!common.isEmpty() && !tensor.startsWith(common + ".")) {
        common = common.substring(0, Math.max(0, common.lastIndexOf('.')));
      }
    }
    return counts.getOrDefault(common, 0) == tensors.size();
  }
}
