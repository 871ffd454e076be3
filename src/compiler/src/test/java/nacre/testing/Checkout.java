package nacre.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder that everything is in. */
public final class Checkout {
  private Checkout() {}

  /** The folder of README.md, examples and generated texts, whether a test runs there or in its module. */
  public static Path root() {
    Path base = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    return Stream.iterate(base, folder -> folder != null, Path::getParent)
        .filter(folder -> Files.isDirectory(folder.resolve("grammar"))).findFirst()
        .orElseThrow(() -> new IllegalStateException("no checkout around " + base));
  }
}
