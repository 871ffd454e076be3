package nacre.passes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.op.Op;

/**
 * What a pipeline made of a graph.
 *
 * @param remarks in the order of the source graph's nodes; what code generation adds comes last
 * @param runs    one per pass, in the order of the pipeline
 */
public record Optimized(Graph graph, List<Remark> remarks, List<PassRun> runs) {
  public Optimized {
    remarks = List.copyOf(remarks);
    runs = List.copyOf(runs);
  }

  /** How many nodes the remarks speak of, and what became of {@code achieved} of them. */
  public record Tally(String what, int achieved, int all) {
    @Override
    public String toString() {
      return achieved + " of " + all + " " + what;
    }
  }

  /** Lines such as {@code 53 of 53 batch norms folded}, in the order in which the pipeline first speaks of them. */
  public List<String> tallies() {
    return counted().stream().map(Tally::toString).toList();
  }

  /** The tally of one kind of node, none of none where no remark speaks of it. */
  public Tally tally(String noun, String achievement) {
    String what = plural(noun) + " " + achievement;
    return counted().stream().filter(tally -> tally.what().equals(what)).findFirst().orElse(new Tally(what, 0, 0));
  }

  /**
   * The same with a miss for each node of a kind that only code generation did something about, and of which nothing else
   * was said.
   *
   * @param legal what code generation made of this graph
   */
  public Optimized withLeft(Class<? extends Op> kind, Graph legal, String achievement) {
    Set<String> said = remarks.stream().filter(remark -> remark.achievement().equals(achievement)).map(Remark::path)
        .collect(Collectors.toSet());
    Set<String> still = legal.nodes().stream().filter(node -> kind.isInstance(node.op())).map(Node::path)
        .collect(Collectors.toSet());
    List<Remark> all = new ArrayList<>(remarks);
    for (Node node : graph.nodes()) {
      if (kind.isInstance(node.op()) && !still.contains(node.path()) && !said.contains(node.path())) {
        String name = node.op().name();
        all.add(new Remark(Remark.Kind.MISSED, "decompose", node.path(), Optional.of(MissCode.LEFT_BY_PASSES),
            name + " " + node.path()
                + Places.suffix(node.location()) + " not " + achievement
                + ": no pass that ran got to it, so it is computed by itself",
            node.location(), Optional.empty(),
            achievement, name.replace('_', ' ')));
      }
    }
    return new Optimized(graph, all, runs);
  }

  private List<Tally> counted() {
    SequencedMap<String, Set<String>> spokenOf = new LinkedHashMap<>();
    Map<String, Set<String>> achieved = new LinkedHashMap<>();
    for (Remark remark : remarks) {
      String what = plural(remark.noun()) + " " + remark.achievement();
      spokenOf.computeIfAbsent(what, _ -> new LinkedHashSet<>()).add(remark.path());
      if (remark.kind() == Remark.Kind.PASSED) {
        achieved.computeIfAbsent(what, _ -> new LinkedHashSet<>()).add(remark.path());
      }
    }
    List<Tally> tallies = new ArrayList<>();
    spokenOf.forEach((what, paths) -> tallies
        .add(new Tally(what, achieved.getOrDefault(what, Set.of()).size(), paths.size())));
    return tallies;
  }

  private static String plural(String noun) {
    return noun + (noun.endsWith("s") ? "es" : "s");
  }
}
