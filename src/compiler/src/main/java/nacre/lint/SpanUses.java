package nacre.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.op.Constant;
import nacre.source.Span;

/**
 * How often each place of the text is used in all networks that are linted together: how many nodes come from it, or, for
 * a declared layer, how many layers, whoever applies them. A layer of another framework's file is one place, however many
 * nodes it becomes.
 */
final class SpanUses {
  private final Map<Span, Integer> nodes = new HashMap<>();
  private final Map<Span, Integer> layers = new HashMap<>();

  SpanUses(List<Graph> graphs) {
    for (Graph graph : graphs) {
      graph.nodes().stream().filter(node -> !(node.op() instanceof Constant))
          .forEach(node -> count(nodes, node.location()));
      graph.layers().forEach(layer -> count(layers, layer.location()));
    }
  }

  int of(Span span) {
    return Math.max(nodes.getOrDefault(span, 0), layers.getOrDefault(span, 0));
  }

  private static void count(Map<Span, Integer> counts, Location location) {
    location.text().ifPresent(text -> counts.merge(text.span(), 1, Integer::sum));
  }
}
