package nacre.decompile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Segments of paths in one body: what each call in it is named, in the order of the text. */
final class Segments {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> occurrences = new HashMap<>();
  private final Map<String, Integer> labels = new HashMap<>();

  /** An input or a parameter has this path. */
  void take(String name) {
    taken.add(name);
  }

  /** A name for the next call if the one that it would have is taken; only calls without one are counted. */
  Optional<String> label(String callee) {
    int before = occurrences.getOrDefault(callee, 0);
    String segment = before == 0 ? callee : callee + "_" + before;
    if (!taken.contains(segment)) {
      occurrences.put(callee, before + 1);
      return Optional.empty();
    }
    int number = labels.merge(segment, 1, Integer::sum);
    return Optional.of(segment + "/op" + (number == 1 ? "" : "_" + number));
  }
}
