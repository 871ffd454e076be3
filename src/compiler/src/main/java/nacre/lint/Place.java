package nacre.lint;

import java.util.OptionalInt;

import nacre.ir.Graph;
import nacre.ir.Layer;
import nacre.ir.Location;
import nacre.ir.Node;

/**
 * What a finding is about.
 *
 * @param node a node that stands for it; empty for what no node is made of
 */
public record Place(Location location, OptionalInt node) {
  /** A use of an op, where it stands. */
  public static Place of(Node node) {
    return new Place(node.location(), OptionalInt.of(node.id()));
  }

  /** A layer that nothing applies. */
  public static Place of(Layer layer) {
    return new Place(layer.location(), OptionalInt.empty());
  }

  /**
   * The layer that a node applies, where its settings are written: once for all who share it. Of a layer that is nowhere it
   * is the first application.
   */
  public static Place settings(Graph graph, Node node) {
    if (node.layer().isEmpty()) {
      return of(node);
    }
    Location written = graph.layers().get(node.layer().getAsInt()).location();
    Location place = written instanceof Location.None ? first(graph, node).location() : written;
    return new Place(place, OptionalInt.of(node.id()));
  }

  private static Node first(Graph graph, Node node) {
    return graph.nodes().stream().filter(other -> other.layer().equals(node.layer())).findFirst().orElse(node);
  }
}
