package nacre.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where settings were looked for: in a folder and all above it, up to the first that has some.
 *
 * @param found  the file, if there is one
 * @param absent where there is none, the inmost first; one that appears there would be found instead
 */
public record Search(Optional<Path> found, List<Path> absent) {
  /** What the file is called. */
  public static final String NAME = "nacre.toml";

  public Search {
    absent = List.copyOf(absent);
  }

  /** Looks from a folder upwards, whose path is absolute. */
  public static Search from(Path start) {
    List<Path> absent = new ArrayList<>();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve(NAME);
      if (Files.exists(candidate)) {
        return new Search(Optional.of(candidate), absent);
      }
      absent.add(candidate);
    }
    return new Search(Optional.empty(), absent);
  }
}
