package nacre.processor;

import java.io.File;
import java.nio.file.Path;

/** Paths as messages say them, so that tools find the file. */
final class ShownPath {
  private ShownPath() {}

  /** Relative to a folder where it is below it. */
  static String of(Path folder, Path file) {
    Path path = file.startsWith(folder) ? folder.relativize(file) : file;
    return path.toString().replace(File.separatorChar, '/');
  }
}
