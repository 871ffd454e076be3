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

  /** The layer that a node applies, where its settings are written: once for all who share it. */
  public static Place settings(Graph graph, Node node) {
    return node.layer().isPresent()
        ? new Place(graph.layers().get(node.layer().getAsInt()).location(), OptionalInt.of(node.id()))
        : of(node);
  }
}
