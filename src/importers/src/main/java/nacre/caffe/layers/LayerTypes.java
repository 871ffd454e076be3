package nacre.caffe.layers;

import java.util.List;
import java.util.stream.Stream;
import nacre.caffe.LayerType;

/** The families of layers that become nodes, inputs or facts. */
public final class LayerTypes {
  private LayerTypes() {}

  /** In no order. */
  public static List<LayerType> all() {
    return Stream.of(Activations.ALL, Combinations.ALL, Convolutions.ALL, Ends.ALL, Norms.ALL, Pools.ALL,
        Products.ALL, Resizing.ALL, Scales.ALL, Shapes.ALL).flatMap(List::stream).toList();
  }
}
