package nacre.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import nacre.report.Baseline;
import nacre.source.Reporter;
import nacre.source.SourceReader;

/** A baseline in the making, of all that the rules say of files. */
public final class NewBaseline {
  private final Path file;
  private final Path folder;
  private final List<Baseline.Entry> entries = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  /** @param file where it shall be; what it says of paths starts in its folder */
  public NewBaseline(Path file) {
    this.file = file;
    this.folder = file.toAbsolutePath().normalize().resolveSibling("");
  }

  public Path file() {
    return file;
  }

  public void add(Linted linted) {
    Path place = linted.file().path().toAbsolutePath().normalize();
    seen.add(Baseline.name(folder, place));
    entries.addAll(Baseline.entries(folder, place, linted.rules()));
  }

  /**
   * Writes the file, unless it would not change. What an older one says of files that were not linted now stays in it, as
   * long as these files are there.
   */
  public void write() throws IOException {
    List<Baseline.Entry> all = new ArrayList<>(entries);
    if (Files.exists(file)) {
      Reporter damage = new Reporter();
      SourceReader.read(file, file.toString(), Baseline.MOST_BYTES, damage)
          .flatMap(text -> Baseline.parse(text, damage)).stream().flatMap(old -> old.entries().stream())
          .filter(entry -> !seen.contains(entry.file()) && Files.exists(folder.resolve(entry.file())))
          .forEach(all::add);
    }
    OutputFiles.write(file, new Baseline(all).print());
  }
}
