package nacre.keras.layers;

import java.util.List;
import java.util.stream.Stream;
import nacre.keras.Kind;

/** All layers that are known. */
public final class Layers {
  public static final List<Kind> ALL = Stream.of(Core.ALL, Activations.ALL, Rectifiers.ALL, Convolutions.ALL,
      Separables.ALL, TransposedConvolutions.ALL, LocalConvolutions.ALL, Pools.ALL, Shapes.ALL, Borders.ALL,
      Merges.ALL, OldMerges.ALL, Norms.ALL, Noises.ALL, Embeddings.ALL, Recurrents.ALL, ConvLstms.ALL, Wrappers.ALL,
      Attentions.ALL,
      Preprocessings.ALL).flatMap(List::stream).toList();

  /** Functions that models apply as they apply layers, from Keras 3 on. */
  public static final List<Kind> OPERATIONS = Operations.ALL;

  private Layers() {}
}
