package nacre.keras;

import java.util.List;
import java.util.Set;
import nacre.keras.file.JsonValue;

/** Tells from a model's words which Keras wrote it, where it does not say so. */
final class Words {
  private static final Set<String> FIRST = Set.of("W_regularizer", "b_regularizer", "border_mode", "dim_ordering",
      "init", "inner_activation", "nb_filter", "concat_axis");

  private Words() {}

  static boolean isFirst(LayerConfig model) {
    return layers(model).stream().map(layer -> LayerConfig.of(layer, "")).anyMatch(
        layer -> layer.value().isObject() && FIRST.stream().anyMatch(layer.config().keys()::contains));
  }

  static boolean isThird(LayerConfig model) {
    return !model.module().isEmpty() || layers(model).stream().anyMatch(layer -> layer.object().has("module"));
  }

  private static List<JsonValue> layers(LayerConfig model) {
    return model.isModel() ? Network.layers(model) : List.of();
  }
}
