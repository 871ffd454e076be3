package nacre.lint;

import nacre.ir.Graph;
import nacre.ir.Layer;
import nacre.ir.Location;
import nacre.ir.Node;

/** What findings call nodes and layers: by the model's own names, where another framework's file gave them some. */
public final class Named {
  private Named() {}

  /** The layer of a model file, whole; of a text, the last part of the path. */
  public static String of(Node node) {
    return node.location().model().map(Location.Model::layerPath).orElse(node.segment());
  }

  public static String of(Layer layer) {
    return layer.location().model().map(Location.Model::layerPath).orElse(layer.path());
  }

  /** A parameter, by its path: what the model file calls it, if one has it. */
  static String param(Graph graph, String path) {
    return graph.params().stream().filter(param -> param.path().equals(path)).findFirst()
        .flatMap(param -> param.location().model()).map(Location.Model::layerPath).orElse(path);
  }
}
