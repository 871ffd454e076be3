package nacre.onnx.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Files of the tests, whether these run in the module or above it. */
final class Resources {
  private Resources() {}

  static Path folder(String name) {
    Path base = Path.of(System.getProperty("basedir", ""));
    return Stream.of(base, base.resolve("src/importers")).map(path -> path.resolve("src/test/resources").resolve(name))
        .filter(Files::isDirectory).findFirst().orElseThrow();
  }
}
