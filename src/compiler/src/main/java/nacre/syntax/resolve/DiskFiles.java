package nacre.syntax.resolve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.source.SourceReader;

/** The files of the disk; the name of a source is its path. */
public final class DiskFiles implements TextFiles {
  private final Set<Path> asked = new LinkedHashSet<>();

  /** The files that were asked for, whether they are there or not, in that order. */
  public List<Path> asked() {
    return List.copyOf(asked);
  }

  @Override
  public String resolve(String from, String path) {
    return Path.of(from).resolveSibling(path).normalize().toString();
  }

  @Override
  public Optional<Source> read(String name, Reporter reporter) {
    Path path = Path.of(name);
    asked.add(path);
    return Files.notExists(path) ? Optional.empty() : SourceReader.read(path, reporter);
  }
}
