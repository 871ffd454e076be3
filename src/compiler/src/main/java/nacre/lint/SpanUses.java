package nacre.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.source.Span;

/** How many nodes come from each place of the text, in all networks that are linted together. */
final class SpanUses {
  private final Map<Span, Integer> counts = new HashMap<>();

  SpanUses(List<Graph> graphs) {
    for (Graph graph : graphs) {
      for (Node node : graph.nodes()) {
        span(node.location()).ifPresent(span -> counts.merge(span, 1, Integer::sum));
      }
    }
  }

  int of(Span span) {
    return counts.getOrDefault(span, 0);
  }

  static Optional<Span> span(Location location) {
    return location.text().map(Location.Text::span);
  }
}
