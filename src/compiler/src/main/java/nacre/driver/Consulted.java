package nacre.driver;

import java.nio.file.Path;
import java.util.List;

/**
 * Which files beside a model decide what is said of it: an answer holds as long as none of them changes, goes or comes.
 *
 * @param read   settings and baseline, also damaged ones; absolute
 * @param absent where they were looked for and are not; absolute
 */
public record Consulted(List<Path> read, List<Path> absent) {
  public Consulted {
    read = List.copyOf(read);
    absent = List.copyOf(absent);
  }
}
