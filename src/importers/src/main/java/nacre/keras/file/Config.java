package nacre.keras.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import nacre.importers.InvalidModelException;

/**
 * An object in a config: settings by key. It remembers which were asked for, so that none is left out in silence. A setting
 * that is {@code null} is one that is not there.
 */
public final class Config {
  private final String path;
  private final Map<String, JsonValue> values = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();

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

  /** Whether there is such a setting. To ask so is not to ask for it. */
  public boolean has(String key) {
    JsonValue value = values.get(key);
    return value != null && !value.isNull();
  }

  public Optional<JsonValue> optional(String key) {
    asked.add(key);
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

  public OptionalLong optionalWhole(String key) {
    return optional(key).map(value -> OptionalLong.of(value.whole())).orElseGet(OptionalLong::empty);
  }

  public double real(String key) {
    return value(key).real();
  }

  public double real(String key, double otherwise) {
    return optional(key).map(JsonValue::real).orElse(otherwise);
  }

  public OptionalDouble optionalReal(String key) {
    return optional(key).map(value -> OptionalDouble.of(value.real())).orElseGet(OptionalDouble::empty);
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

  /** So many whole numbers; one alone stands for all. */
  public List<Long> wholes(String key, int count) {
    return wholes(value(key), count);
  }

  public List<Long> wholes(String key, int count, long otherwise) {
    return optional(key).map(value -> wholes(value, count))
        .orElseGet(() -> Collections.nCopies(count, otherwise));
  }

  private static List<Long> wholes(JsonValue value, int count) {
    if (value.isNumber()) {
      return Collections.nCopies(count, value.whole());
    }
    List<Long> wholes = value.wholes();
    if (wholes.size() != count) {
      throw new InvalidModelException(value.path() + ": found " + wholes.size() + " numbers, required " + count);
    }
    return wholes;
  }

  /** Says that these were seen to, although nobody asked for them: they have no effect on what is computed. */
  public void disregard(String... keys) {
    asked.addAll(List.of(keys));
  }

  /** Paths of settings that nobody asked for, here and in all objects below that were opened. */
  public List<String> unasked() {
    List<String> unasked = new ArrayList<>();
    collectUnasked(unasked);
    return List.copyOf(unasked);
  }

  void collectUnasked(List<String> into) {
    values.forEach((key, value) -> {
      if (!asked.contains(key)) {
        if (!value.isNull()) {
          into.add(value.path());
        }
      } else {
        value.collectUnasked(into);
      }
    });
  }
}
