package nacre.passes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Value;

/**
 * One look at every node of a graph.
 *
 * @param matches replacements whose regions do not meet
 * @param rest    what was said of the other nodes
 */
record Sweep(List<Match> matches, List<Unchanged> rest) {
  /**
   * A replacement that may be applied.
   *
   * @param region nodes that it replaces, in order
   */
  record Match(Node root, Outcome.Replaced replaced, List<Node> region) {}

  /** A node that stays, and why. */
  record Unchanged(Node node, Outcome outcome) {}

  /** @param most how many replacements are looked for */
  static Sweep over(Graph graph, Rewrite rewrite, MatchContext context, long most) {
    List<Match> matches = new ArrayList<>();
    List<Unchanged> rest = new ArrayList<>();
    BitSet taken = new BitSet(graph.nodes().size());
    for (Node node : graph.nodes()) {
      if (matches.size() >= most) {
        break;
      }
      if (!rewrite.root().isInstance(node.op()) || taken.get(node.id())) {
        continue;
      }
      Outcome outcome = rewrite.match(context, node);
      if (outcome instanceof Outcome.Replaced replaced) {
        List<Node> region = region(graph, replaced.patch());
        if (region.stream().noneMatch(member -> taken.get(member.id()))) {
          region.forEach(member -> taken.set(member.id()));
          matches.add(new Match(node, replaced, region));
        }
      } else {
        rest.add(new Unchanged(node, outcome));
      }
    }
    return new Sweep(List.copyOf(matches), List.copyOf(rest));
  }

  /** What lies between the redirected values and the taps. */
  private static List<Node> region(Graph graph, Patch patch) {
    BitSet inside = new BitSet();
    List<Integer> open = new ArrayList<>(patch.redirected().keySet().stream().map(Value::node).toList());
    while (!open.isEmpty()) {
      int id = open.removeLast();
      if (inside.get(id)) {
        continue;
      }
      inside.set(id);
      for (Operand operand : graph.node(id).operands()) {
        if (operand instanceof Value value && !patch.taps().contains(value)) {
          open.add(value.node());
        }
      }
    }
    return inside.stream().mapToObj(graph::node).toList();
  }
}
