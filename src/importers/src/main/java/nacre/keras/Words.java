package nacre.keras;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nacre.keras.file.Config;
import nacre.keras.file.JsonValue;

/** Tells from a model's words which Keras wrote it, where it does not say so. */
final class Words {
  private static final String ORDER = "dim_ordering";
  private static final Set<String> FIRST = Set.of("W_regularizer", "b_regularizer", "border_mode", ORDER,
      "init", "inner_activation", "nb_filter", "concat_axis");

  private Words() {}

  static boolean isFirst(LayerConfig model) {
    return layers(model).stream().map(layer -> LayerConfig.of(layer, "")).anyMatch(
        layer -> layer.value().isObject() && FIRST.stream().anyMatch(layer.config().keys()::contains));
  }

  static boolean isThird(LayerConfig model) {
    return !model.module().isEmpty() || layers(model).stream().anyMatch(layer -> layer.object().has("module"));
  }

  /**
   * Whether the layers of a model of Keras 1 that say their order all say Theano's, and some do. Not every layer wrote it:
   * UpSampling2D and others kept to that of their Keras, which a model has one of.
   */
  static boolean agreeOnChannelsFirst(Config model) {
    Set<String> orders = new HashSet<>();
    Deque<Config> objects = new ArrayDeque<>(List.of(model));
    Deque<JsonValue> lists = new ArrayDeque<>();
    while (!objects.isEmpty() || !lists.isEmpty()) {
      List<JsonValue> values = lists.isEmpty() ? values(objects.remove(), orders) : lists.remove().list();
      values.stream().filter(JsonValue::isObject).map(JsonValue::object).forEach(objects::add);
      values.stream().filter(JsonValue::isList).forEach(lists::add);
    }
    orders.remove("default");
    return orders.equals(Set.of("th"));
  }

  private static List<JsonValue> values(Config config, Set<String> orders) {
    config.optional(ORDER).filter(JsonValue::isText).map(JsonValue::text).ifPresent(orders::add);
    return config.keys().stream().flatMap(key -> config.optional(key).stream()).toList();
  }

  private static List<JsonValue> layers(LayerConfig model) {
    return model.isModel() ? Network.layers(model) : List.of();
  }
}
