package nacre.ir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * The symbols of a graph's shapes and their inclusive upper bounds, in order of appearance. An empty bound is none.
 */
public record Symbols(SequencedMap<String, OptionalLong> bounds) {
  public Symbols {
    bounds = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(bounds));
  }

  public static Symbols none() {
    return new Symbols(new LinkedHashMap<>(Map.of()));
  }

  public OptionalLong bound(String symbol) {
    return bounds.getOrDefault(symbol, OptionalLong.empty());
  }
}
