package nacre.keras.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.importers.InvalidModelException;

/** An object in a config: settings by key. A setting that is {@code null} is one that is not there. */
public final class Config {
  private final String path;
  private final Map<String, JsonValue> values = new LinkedHashMap<>();

  Config(String path, JsonNode object) {
    this.path = path;
    object.properties().forEach(
        setting -> values.put(setting.getKey(), new JsonValue(below(setting.getKey()), setting.getValue())));
  }

  private String below(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** From the root: {@code config.layers[3].config}; empty for the root itself. */
  public String path() {
    return path;
  }

  /** All keys, in the order of the file. */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** Whether there is such a setting. */
  public boolean has(String key) {
    JsonValue value = values.get(key);
    return value != null && !value.isNull();
  }

  public Optional<JsonValue> optional(String key) {
    return has(key) ? Optional.ofNullable(values.get(key)) : Optional.empty();
  }

  /** @throws InvalidModelException if it is not there */
  public JsonValue value(String key) {
    return optional(key).orElseThrow(() -> new InvalidModelException(
        (path.isEmpty() ? "" : path + ": ") + "there is no `" + key + "`"));
  }

  /** The setting under the first of several names that is there: versions of Keras call it differently. */
  public Optional<JsonValue> first(String... names) {
    Optional<JsonValue> found = Optional.empty();
    for (String name : names) {
      Optional<JsonValue> value = optional(name);
      found = found.or(() -> value);
    }
    return found;
  }

  public String text(String key) {
    return value(key).text();
  }

  public String text(String key, String otherwise) {
    return optional(key).map(JsonValue::text).orElse(otherwise);
  }

  public Optional<String> optionalText(String key) {
    return optional(key).map(JsonValue::text);
  }

  public long whole(String key) {
    return value(key).whole();
  }

  public long whole(String key, long otherwise) {
    return optional(key).map(JsonValue::whole).orElse(otherwise);
  }

  public double real(String key) {
    return value(key).real();
  }

  public double real(String key, double otherwise) {
    return optional(key).map(JsonValue::real).orElse(otherwise);
  }

  public boolean flag(String key) {
    return value(key).flag();
  }

  public boolean flag(String key, boolean otherwise) {
    return optional(key).map(JsonValue::flag).orElse(otherwise);
  }

  public Config object(String key) {
    return value(key).object();
  }

  public Optional<Config> optionalObject(String key) {
    return optional(key).map(JsonValue::object);
  }

  public List<JsonValue> list(String key) {
    return value(key).list();
  }

  /** The elements, or none if there is no such setting. */
  public List<JsonValue> optionalList(String key) {
    return optional(key).map(JsonValue::list).orElse(List.of());
  }
}
