package nacre.syntax.resolve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * An op or block with some arguments, to be used later.
 *
 * @param target    an op or a block
 * @param written   what it was written as: {@code leaky_relu}
 * @param arguments by parameter
 */
record Partial(Callee target, String written, SequencedMap<String, Given> arguments) {
  Partial {
    arguments = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arguments));
  }

  /** Whether both make the same of the same inputs. */
  boolean same(Partial other) {
    return target.equals(other.target) && arguments.keySet().equals(other.arguments.keySet())
        && arguments.entrySet().stream().allMatch(e -> e.getValue().value().equals(valueIn(other, e.getKey())));
  }

  private static Datum valueIn(Partial partial, String name) {
    Given given = partial.arguments.get(name);
    return given == null ? Datum.NONE : given.value();
  }
}
