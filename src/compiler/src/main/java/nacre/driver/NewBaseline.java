package nacre.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import nacre.report.Baseline;

/** A baseline in the making, of all that the rules say of files. */
public final class NewBaseline {
  private final Path file;
  private final Path folder;
  private final List<Baseline.Entry> entries = new ArrayList<>();

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
    entries.addAll(Baseline.entries(folder, place, linted.rules()));
  }

  /** Writes the file, unless it would not change. */
  public void write() throws IOException {
    OutputFiles.write(file, new Baseline(entries).print());
  }
}
