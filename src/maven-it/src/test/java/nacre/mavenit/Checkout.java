package nacre.mavenit;

import java.nio.file.Path;

/** Where things are. */
final class Checkout {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private Checkout() {}

  /** The folder of README.md and examples. */
  static Path root() {
    return MODULE.resolve("../..").normalize();
  }

  static Path target() {
    return MODULE.resolve("target");
  }
}
