package nacre.passes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

import nacre.ir.Graph;

/**
 * What a pipeline made of a graph.
 *
 * @param remarks in the order of the source graph's nodes
 * @param runs    one per pass, in the order of the pipeline
 */
public record Optimized(Graph graph, List<Remark> remarks, List<PassRun> runs) {
  public Optimized {
    remarks = List.copyOf(remarks);
    runs = List.copyOf(runs);
  }

  /** Lines such as {@code 53 of 53 batch norms folded}, in the order in which the pipeline first speaks of them. */
  public List<String> tallies() {
    SequencedMap<String, Set<String>> spokenOf = new LinkedHashMap<>();
    Map<String, Set<String>> achieved = new LinkedHashMap<>();
    for (Remark remark : remarks) {
      String what = plural(remark.noun()) + " " + remark.achievement();
      spokenOf.computeIfAbsent(what, _ -> new LinkedHashSet<>()).add(remark.path());
      if (remark.kind() == Remark.Kind.PASSED) {
        achieved.computeIfAbsent(what, _ -> new LinkedHashSet<>()).add(remark.path());
      }
    }
    List<String> lines = new ArrayList<>();
    spokenOf.forEach((what, paths) -> lines
        .add(achieved.getOrDefault(what, Set.of()).size() + " of " + paths.size() + " " + what));
    return lines;
  }

  private static String plural(String noun) {
    return noun + (noun.endsWith("s") ? "es" : "s");
  }
}
