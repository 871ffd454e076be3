package nacre.ir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What the author says of the training, for lint alone.
 *
 * @param facts   by name, for instance {@code batch}; for one output {@code age.loss}
 */
public record Training(SequencedMap<String, Attr> facts) {
  public Training {
    facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
  }

  public static Training unknown() {
    return new Training(new LinkedHashMap<>(Map.of()));
  }

  /** A fact of one output, or the one said for all. */
  public Optional<Attr> of(String output, String fact) {
    return Optional.ofNullable(facts.get(output + "." + fact)).or(() -> fact(fact));
  }

  public Optional<Attr> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }
}
