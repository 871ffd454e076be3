package nacre.keras;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import nacre.keras.layers.Layers;

/** The layers that Nacre knows, by class. */
public final class KnownLayers {
  private static final Map<String, Kind> KINDS =
      Layers.ALL.stream().collect(Collectors.toUnmodifiableMap(Kind::name, Function.identity()));

  private KnownLayers() {}

  public static List<Kind> all() {
    return Layers.ALL;
  }

  /** The entry of a layer; a class that somebody wrote and registered under a package is none of Keras'. */
  public static Optional<Kind> find(LayerConfig layer) {
    return isForeign(layer) ? Optional.empty() : Optional.ofNullable(KINDS.get(layer.kind()));
  }

  static String complaint(LayerConfig layer) {
    return switch (layer.kind()) {
      case "Lambda" -> "it is a function in Python, which is never run";
      case "TFOpLambda", "SlicingOpLambda", "TensorFlowOpLayer" -> "nothing is known of this function of TensorFlow";
      default -> "it is no layer that is known";
    };
  }

  private static boolean isForeign(LayerConfig layer) {
    return layer.kind().contains(">") || !layer.module().isEmpty() && !layer.module().startsWith("keras");
  }
}
