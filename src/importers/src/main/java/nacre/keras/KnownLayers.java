package nacre.keras;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nacre.keras.layers.Layers;
import nacre.source.Nearest;

/** The layers that Nacre knows, by class. */
public final class KnownLayers {
  private static final Map<String, Kind> KINDS =
      Layers.ALL.stream().collect(Collectors.toUnmodifiableMap(Kind::name, Function.identity()));

  private static final Map<String, Kind> OPERATIONS =
      Layers.OPERATIONS.stream().collect(Collectors.toUnmodifiableMap(Kind::name, Function.identity()));
  /** Where classes of Keras are: what is written into models is the place in the package, or that of the source. */
  private static final Pattern LAYERS =
      Pattern.compile("(tensorflow\\.(python\\.)?keras|tf_keras|keras|keras_core)(\\.src)?"
          + "(\\.(layers|engine|models|legacy|legacy_tf_layers)(\\..*)?)?");
  private static final Pattern FUNCTIONS = Pattern.compile("(keras|keras_core)(\\.src)?\\.ops\\.numpy");

  private KnownLayers() {}

  public static List<Kind> all() {
    return Layers.ALL;
  }

  /**
   * The entry of a layer, or of a function that stands where one may. A class that somebody wrote and registered under a
   * package is none of Keras', nor is one of another module.
   */
  public static Optional<Kind> find(LayerConfig layer) {
    if (FUNCTIONS.matcher(layer.module()).matches()) {
      return Optional.ofNullable(OPERATIONS.get(layer.kind()));
    }
    return isForeign(layer) ? Optional.empty() : Optional.ofNullable(KINDS.get(layer.kind()));
  }

  static String complaint(LayerConfig layer) {
    return switch (layer.kind()) {
      case "Lambda" -> "it is a function in Python, which is never run";
      case "TFOpLambda", "SlicingOpLambda", "TensorFlowOpLayer" -> "nothing is known of this function of TensorFlow";
      default -> "it is no layer that is known"
          + (isForeign(layer) ? "" : Nearest.hint(layer.kind(), KINDS.keySet()));
    };
  }

  private static boolean isForeign(LayerConfig layer) {
    return layer.kind().contains(">") || !layer.module().isEmpty() && !LAYERS.matcher(layer.module()).matches();
  }
}
