package nacre.keras;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import nacre.importers.InvalidModelException;
import nacre.keras.file.Config;
import nacre.keras.file.JsonValue;

/**
 * The settings of a layer, under the names that Keras 2 and 3 have for them. What a layer's entry does not list must not be
 * asked for; what it lists counts as understood. One that is none counts as not said.
 */
public final class Settings {
  private final SequencedMap<String, JsonValue> all = new LinkedHashMap<>();
  private final Set<String> listed;

  /**
   * @param config what the model says
   * @param former today's names by those of Keras 1
   * @param listed what the layer's entry lists
   */
  Settings(Config config, Map<String, String> former, Set<String> listed) {
    this.listed = Set.copyOf(listed);
    for (String key : config.keys()) {
      config.optional(key).ifPresent(value -> all.put(former.getOrDefault(key, key), Values.plain(value)));
    }
  }

  /** Of what the model says something. */
  Set<String> names() {
    return all.keySet();
  }

  public Optional<JsonValue> find(String name) {
    if (!listed.contains(name)) {
      throw new IllegalStateException("the layer's entry does not list `" + name + "`");
    }
    return Optional.ofNullable(all.get(name));
  }

  public boolean says(String name) {
    return find(name).isPresent();
  }

  public int integer(String name) {
    return Values.integer(required(name));
  }

  public int integer(String name, int fallback) {
    return find(name).map(Values::integer).orElse(fallback);
  }

  public int positive(String name) {
    return positives(name, 1, List.of()).getFirst();
  }

  public double real(String name, double fallback) {
    return find(name).map(value -> shortest(value.real())).orElse(fallback);
  }

  /** The number that people wrote where a file holds the nearest 32-bit one. */
  static double shortest(double value) {
    return (float) value == value ? Double.parseDouble(Float.toString((float) value)) : value;
  }

  public boolean flag(String name, boolean fallback) {
    return find(name).map(JsonValue::flag).orElse(fallback);
  }

  public String word(String name, String fallback) {
    return find(name).map(JsonValue::text).orElse(fallback);
  }

  /** A list, or one number. */
  public Optional<List<Integer>> ints(String name) {
    return find(name).map(value -> value.isList() ? value.list().stream().map(Values::integer).toList()
        : List.of(Values.integer(value)));
  }

  /** So many numbers from 1 on; one number stands for all. */
  public List<Integer> positives(String name, int count, List<Integer> fallback) {
    List<Integer> said = ints(name).orElse(fallback);
    List<Integer> each = said.size() == 1 ? Collections.nCopies(count, said.getFirst()) : said;
    if (each.size() != count || each.stream().anyMatch(n -> n < 1)) {
      throw new InvalidModelException("the setting `" + name + "`: found " + (said.isEmpty() ? "nothing" : said)
          + ", required " + (count == 1 ? "a number" : count + " numbers") + " from 1 on");
    }
    return each;
  }

  /** Takes note of settings that make no difference here. */
  public void ignore(String... names) {
    Arrays.stream(names).forEach(this::find);
  }

  public JsonValue required(String name) {
    return find(name).orElseThrow(() -> new InvalidModelException("the setting `" + name + "` is missing"));
  }
}
