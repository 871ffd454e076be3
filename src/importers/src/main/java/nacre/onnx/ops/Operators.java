package nacre.onnx.ops;

import java.util.List;
import java.util.stream.Stream;
import nacre.onnx.Operator;

/** The families of operators whose nodes become nodes of the graph. */
public final class Operators {
  private Operators() {}

  /** In no order. */
  public static List<Operator> all() {
    return Stream
        .of(Activations.ALL, Arithmetic.ALL, Attentions.ALL, Convolutions.ALL, Generators.ALL, Indexing.ALL, Logic.ALL,
            Norms.ALL, Pieces.ALL, Pools.ALL, Products.ALL, Quantization.ALL, Recurrents.ALL, Rotary.ALL,
            WholeProducts.ALL, Reductions.ALL, Resizing.ALL, Shapes.ALL, Softmaxes.ALL)
        .flatMap(List::stream).toList();
  }
}
