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

  /** An input or a parameter has this path. */
  void take(String name) {
    taken.add(name);
  }

  /** Counts one more call; a name for it if the one that it would have is taken. */
  Optional<String> label(String callee) {
    int before = occurrences.merge(callee, 1, Integer::sum) - 1;
    String segment = before == 0 ? callee : callee + "_" + before;
    return taken.contains(segment) ? Optional.of(segment + "/op") : Optional.empty();
  }
}
