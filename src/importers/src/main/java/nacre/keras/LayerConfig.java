package nacre.keras;

import java.util.Optional;
import nacre.importers.InvalidModelException;
import nacre.keras.file.Config;
import nacre.keras.file.Json;
import nacre.keras.file.JsonValue;

/**
 * A layer as a model says it.
 *
 * @param module where its class comes from; empty before Keras 3
 * @param kind   its class
 * @param name   its own name
 * @param value  its settings, or the layers of a model of Keras 1
 * @param entry  all that the model says of it
 */
public record LayerConfig(String module, String kind, String name, JsonValue value, Config entry) {
  /**
   * Reads one of a list of layers, or a layer inside another one.
   *
   * @param fallback a name for a layer that has none
   */
  public static LayerConfig of(JsonValue node, String fallback) {
    return of(node.object(), fallback);
  }

  /** The same for an object. */
  static LayerConfig of(Config entry, String fallback) {
    String kind = entry.text("class_name");
    JsonValue value = entry.optional("config").orElseGet(() -> Json.parse("{}"));
    Optional<JsonValue> named = value.isObject() ? value.object().optional("name") : Optional.empty();
    String name = entry.optional("name").filter(JsonValue::isText).or(() -> named).filter(JsonValue::isText)
        .map(JsonValue::text).orElse(fallback);
    return new LayerConfig(entry.optional("module").filter(JsonValue::isText).map(JsonValue::text).orElse(""), kind,
        name, value, entry);
  }

  /** Its settings. */
  public Config config() {
    if (!value.isObject()) {
      throw new InvalidModelException("the settings of `" + name + "` are no object");
    }
    return value.object();
  }

  /** Whether it is a model inside a model. */
  boolean isModel() {
    return switch (kind) {
      case "Sequential" -> true;
      case "Model", "Functional", "Network" -> value.isObject() && value.object().has("layers");
      default -> false;
    };
  }
}
