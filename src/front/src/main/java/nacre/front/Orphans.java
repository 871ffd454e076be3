package nacre.front;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Removes files that were made of models and are made of none any more. */
final class Orphans {
  private final Path folder;
  private final Set<String> kept;

  /** @param kept files that are made of models now */
  Orphans(Path folder, Set<String> kept) {
    this.folder = folder;
    this.kept = new HashSet<>(kept);
  }

  /**
   * Removes each of the files that is still what was made, and is none of those to keep by another path or another case.
   *
   * @return the files that were removed
   */
  List<String> remove(List<Stamp> made) throws IOException {
    List<String> removed = new ArrayList<>();
    for (Stamp stamp : made) {
      Path path = folder.resolve(stamp.file());
      if (!kept.contains(stamp.file()) && Files.exists(path) && stamp.holds(folder) && !isKept(path)) {
        Files.delete(path);
        removed.add(stamp.file());
      }
    }
    return removed;
  }

  private boolean isKept(Path path) throws IOException {
    for (String file : kept) {
      Path other = folder.resolve(file);
      if (Files.exists(other) && Files.isSameFile(path, other)) {
        return true;
      }
    }
    return false;
  }
}
