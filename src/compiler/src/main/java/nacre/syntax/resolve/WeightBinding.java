package nacre.syntax.resolve;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import nacre.source.Span;

/**
 * What a {@code weights} statement says.
 *
 * @param path  as written, relative to the text that says it
 * @param file  the same, resolved by {@link TextFiles#resolve}
 * @param span  where the path stands
 * @param names the name in the file of each of the model's parameters, by path; the path itself where no rule changes it
 */
public record WeightBinding(String path, String file, Span span, SequencedMap<String, String> names) {
  public WeightBinding {
    names = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(names));
  }

  /** The same parameters under the same names in another file, one of the disk. */
  WeightBinding in(Path other) {
    return new WeightBinding(other.toString(), other.toString(), span, names);
  }
}
